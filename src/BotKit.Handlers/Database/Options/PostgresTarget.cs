using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>The server and database that a PostgreSQL connection string names.</summary>
internal static class PostgresTarget
{
    private const string ApplicationName = "BotKit database bot";

    /// <summary>What is wrong with a connection string, without repeating it; <see langword="null"/> when nothing is.</summary>
    public static string? FindError(string connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return "is required.";
        }

        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString);
            return string.IsNullOrWhiteSpace(builder.Host) || string.IsNullOrWhiteSpace(builder.Database)
                ? "must give a Host and a Database."
                : null;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            return "is not a PostgreSQL connection string.";
        }
    }

    /// <summary>The settings of a connection string with those that are ours to decide.</summary>
    public static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // Runs end by their token; a time limit per command would end long and honest work.
            CommandTimeout = 0,
            IncludeErrorDetail = false,
            Enlist = false,
        };
        builder.ApplicationName ??= ApplicationName;
        return builder;
    }
}
