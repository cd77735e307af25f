using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BotKit.Handlers.Database;

/// <summary>Reads the section <c>Databases</c> strictly: unknown keys and values of the wrong type become errors, all of them at once.</summary>
internal static class DatabasesConfiguration
{
    public static void Read(IConfiguration section, DatabasesOptions options)
    {
        foreach (var child in section.GetChildren())
        {
            if (!options.Databases.TryGetValue(child.Key, out var database))
            {
                options.Databases[child.Key] = database = new DatabaseOptions();
            }

            ReadDatabase(child, database, options.ConfigurationErrors);
        }
    }

    private static void ReadDatabase(IConfigurationSection section, DatabaseOptions database, List<string> errors)
    {
        foreach (var child in section.GetChildren())
        {
            switch (child.Key.ToUpperInvariant())
            {
                case "PROVIDER": database.Provider = child.Value ?? ""; break;
                case "CONNECTIONSTRING": database.ConnectionString = child.Value ?? ""; break;
                case "TRUSTED": database.Trusted = Parse(child, bool.TryParse, database.Trusted, errors); break;
                case "BACKUPFOLDER": database.BackupFolder = child.Value ?? ""; break;
                case "KEEPBACKUPS": database.KeepBackups = Parse(child, TryParseInteger, database.KeepBackups, errors); break;
                case "RESTOREFOLDER": database.RestoreFolder = child.Value ?? ""; break;
                case "TOOLSFOLDER": database.ToolsFolder = child.Value; break;
                case "MIGRATIONSFOLDER": database.MigrationsFolder = child.Value; break;
                case "LOCKBUDGET": database.LockBudget = Parse(child, TryParseDuration, database.LockBudget, errors); break;
                case "CLEANUP": ReadNamed(child, database.CleanUp, ReadCleanUp, errors); break;
                case "QUERIES": ReadNamed(child, database.Queries, ReadQuery, errors); break;
                default: errors.Add($"{child.Path} is not a setting of a database."); break;
            }
        }
    }

    private static void ReadNamed<T>(
        IConfigurationSection section, IDictionary<string, T> named, Action<IConfigurationSection, T, List<string>> read, List<string> errors)
        where T : new()
    {
        foreach (var child in section.GetChildren())
        {
            if (!named.TryGetValue(child.Key, out var settings))
            {
                named[child.Key] = settings = new T();
            }

            read(child, settings, errors);
        }
    }

    private static void ReadCleanUp(IConfigurationSection section, DatabaseCleanUpOptions rule, List<string> errors)
    {
        foreach (var child in section.GetChildren())
        {
            switch (child.Key.ToUpperInvariant())
            {
                case "TABLE": rule.Table = child.Value ?? ""; break;
                case "COLUMN": rule.Column = child.Value ?? ""; break;
                case "AGE": rule.Age = Parse(child, TryParseDuration, rule.Age, errors); break;
                case "FORMAT": rule.Format = child.Value ?? ""; break;
                default: errors.Add($"{child.Path} is not a setting of a clean-up rule."); break;
            }
        }
    }

    private static void ReadQuery(IConfigurationSection section, DatabaseQueryOptions query, List<string> errors)
    {
        foreach (var child in section.GetChildren())
        {
            switch (child.Key.ToUpperInvariant())
            {
                case "SQL": query.Sql = child.Value ?? ""; break;
                case "DESCRIPTION": query.Description = child.Value; break;
                case "MAXROWS": query.MaxRows = Parse(child, TryParseInteger, query.MaxRows, errors); break;
                case "TIMEOUT": query.Timeout = Parse(child, TryParseDuration, query.Timeout, errors); break;
                default: errors.Add($"{child.Path} is not a setting of a query."); break;
            }
        }
    }

    private static T Parse<T>(IConfigurationSection setting, Parser<T> parser, T otherwise, List<string> errors)
    {
        if (parser(setting.Value, out var value))
        {
            return value;
        }

        errors.Add($"{setting.Path} is not a {typeof(T).Name}.");
        return otherwise;
    }

    private static bool TryParseInteger(string? text, out int value)
        => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    private static bool TryParseDuration(string? text, out TimeSpan value)
        => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);

    private delegate bool Parser<T>(string? text, out T value);
}
