using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Database;

/// <summary>Checks all databases and lists every error. No message repeats a connection string or a statement.</summary>
internal sealed class DatabasesOptionsValidator : IValidateOptions<DatabasesOptions>
{
    private const int MaxSqlLength = 64 * 1024;

    private static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromSeconds(25);

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
        Require(DatabaseName.IsValid(name), $"{path}: the name must have {DatabaseName.Rule}.");
        Require(
            string.Equals(database.Provider, DatabaseDefaults.Provider, StringComparison.OrdinalIgnoreCase),
            $"{path}:Provider must be '{DatabaseDefaults.Provider}'.");
        if (SqliteFile.FindError(database.ConnectionString) is { } error)
        {
            errors.Add($"{path}:ConnectionString {error}");
        }

        Require(!string.IsNullOrWhiteSpace(database.BackupFolder) && !database.BackupFolder.Contains('\0'), $"{path}:BackupFolder must name a folder.");
        Require(database.KeepBackups is >= 1 and <= 1000, $"{path}:KeepBackups must be from 1 to 1000.");
        foreach (var (query, settings) in database.Queries)
        {
            CheckQuery($"{path}:Queries:{query}", query, settings, errors);
        }

        void Require(bool holds, string message)
        {
            if (!holds)
            {
                errors.Add(message);
            }
        }
    }

    private static void CheckQuery(string path, string name, DatabaseQueryOptions query, List<string> errors)
    {
        if (!DatabaseName.IsValid(name))
        {
            errors.Add($"{path}: the name must have {DatabaseName.Rule}.");
        }

        if (string.IsNullOrWhiteSpace(query.Sql) || query.Sql.Length > MaxSqlLength)
        {
            errors.Add($"{path}:Sql must be a statement of at most {MaxSqlLength} characters.");
        }

        if (query.MaxRows is < 1 or > 10_000)
        {
            errors.Add($"{path}:MaxRows must be from 1 to 10000.");
        }

        if (query.Timeout < MinTimeout || query.Timeout > MaxTimeout)
        {
            errors.Add($"{path}:Timeout must be from {MinTimeout} to {MaxTimeout}.");
        }
    }
}
