using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Database;

/// <summary>Checks all databases and lists every error. No message repeats a connection string or a statement.</summary>
internal sealed class DatabasesOptionsValidator : IValidateOptions<DatabasesOptions>
{
    private const int MaxSqlLength = 64 * 1024;
    private const int MaxDescriptionLength = 500;
    private const int MaxIdentifierLength = 200;

    private static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan MinLockBudget = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MaxLockBudget = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MinAge = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(36_500);

    public ValidateOptionsResult Validate(string? name, DatabasesOptions options)
    {
        var errors = new List<string>(options.ConfigurationErrors);
        foreach (var (database, settings) in options.Databases)
        {
            Check(database, settings, errors);
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Check(string name, DatabaseOptions database, List<string> errors)
    {
        var path = $"Databases:{name}";
        Require(DatabaseName.IsValid(name), $"{path}: the name must have {DatabaseName.Rule}.", errors);
        Require(
            DatabaseProviders.IsSqlite(database.Provider) || DatabaseProviders.IsPostgreSql(database.Provider),
            $"{path}:Provider must be '{DatabaseProviders.Sqlite}' or '{DatabaseProviders.PostgreSql}'.",
            errors);
        var error = DatabaseProviders.IsPostgreSql(database.Provider)
            ? PostgresTarget.FindError(database.ConnectionString)
            : SqliteFile.FindError(database.ConnectionString);
        Require(error is null, $"{path}:ConnectionString {error}", errors);
        Require(IsFolder(database.BackupFolder), $"{path}:BackupFolder must name a folder.", errors);
        Require(IsFolder(database.RestoreFolder), $"{path}:RestoreFolder must name a folder.", errors);
        Require(database.ToolsFolder is null || IsFolder(database.ToolsFolder), $"{path}:ToolsFolder must name a folder.", errors);
        Require(database.MigrationsFolder is null || IsFolder(database.MigrationsFolder), $"{path}:MigrationsFolder must name a folder.", errors);
        Require(database.KeepBackups is >= 1 and <= 1000, $"{path}:KeepBackups must be from 1 to 1000.", errors);
        Require(
            database.LockBudget >= MinLockBudget && database.LockBudget <= MaxLockBudget,
            $"{path}:LockBudget must be from {MinLockBudget} to {MaxLockBudget}.",
            errors);
        foreach (var (rule, settings) in database.CleanUp)
        {
            CheckRule($"{path}:CleanUp:{rule}", rule, settings, errors);
        }

        foreach (var (query, settings) in database.Queries)
        {
            CheckQuery($"{path}:Queries:{query}", query, settings, errors);
        }
    }

    private static void CheckRule(string path, string name, DatabaseCleanUpOptions rule, List<string> errors)
    {
        Require(DatabaseName.IsValid(name), $"{path}: the name must have {DatabaseName.Rule}.", errors);
        Require(IsIdentifier(rule.Table), $"{path}:Table must name a table.", errors);
        Require(IsIdentifier(rule.Column), $"{path}:Column must name a column.", errors);
        Require(rule.Age >= MinAge && rule.Age <= MaxAge, $"{path}:Age must be from {MinAge} to {MaxAge}.", errors);
        Require(
            CleanUpFormats.IsKnown(rule.Format),
            $"{path}:Format must be '{CleanUpFormats.Date}', '{CleanUpFormats.UnixSeconds}' or '{CleanUpFormats.UnixMilliseconds}'.",
            errors);
    }

    private static void CheckQuery(string path, string name, DatabaseQueryOptions query, List<string> errors)
    {
        Require(DatabaseName.IsValid(name), $"{path}: the name must have {DatabaseName.Rule}.", errors);
        Require(
            !string.IsNullOrWhiteSpace(query.Sql) && query.Sql.Length <= MaxSqlLength,
            $"{path}:Sql must be a statement of at most {MaxSqlLength} characters.",
            errors);
        Require(
            query.Description is null or { Length: <= MaxDescriptionLength },
            $"{path}:Description must have at most {MaxDescriptionLength} characters.",
            errors);
        Require(query.MaxRows is >= 1 and <= 10_000, $"{path}:MaxRows must be from 1 to 10000.", errors);
        Require(query.Timeout >= MinTimeout && query.Timeout <= MaxTimeout, $"{path}:Timeout must be from {MinTimeout} to {MaxTimeout}.", errors);
    }

    private static bool IsFolder(string path) => !string.IsNullOrWhiteSpace(path) && !path.Contains('\0', StringComparison.Ordinal);

    private static bool IsIdentifier(string name)
        => !string.IsNullOrWhiteSpace(name) && name.Length <= MaxIdentifierLength && !name.Contains('\0', StringComparison.Ordinal);

    private static void Require(bool holds, string message, List<string> errors)
    {
        if (!holds)
        {
            errors.Add(message);
        }
    }
}
