namespace BotKit.Handlers.Database;

/// <summary>The defaults of the database bot's options, in one place.</summary>
internal static class DatabaseDefaults
{
    public const string Provider = DatabaseProviders.Sqlite;
    public const string BackupFolder = "backups";
    public const string RestoreFolder = "restored";
    public const int KeepBackups = 7;
    public const int MaxRows = 1000;
    public const int SlowStatements = 20;

    public static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan LockBudget = TimeSpan.FromSeconds(1);

    /// <summary>How long the probe program may work; longer query timeouts could never be seen to end.</summary>
    public static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(30);
}
