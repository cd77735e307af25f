using BotKit.Handlers.Database;
using Npgsql;

namespace BotKit.Handlers.Tests.Database;

/// <summary>PostgreSQL databases of a test, on the throw-away server of the test run.</summary>
internal static class PostgresDatabases
{
    /// <summary>Makes a database from statements.</summary>
    public static async Task<string> CreateAsync(string sql = "")
    {
        var server = await PostgresServer.SharedAsync();
        var connectionString = await server.CreateDatabaseAsync();
        if (sql.Length > 0)
        {
            await ExecuteAsync(connectionString, sql);
        }

        return connectionString;
    }

    /// <summary>Makes a database with Chinook in it.</summary>
    public static Task<string> ChinookAsync()
    {
        const string connect = "\\c chinook;";
        var script = File.ReadAllText(TestData.Path("database/Chinook_PostgreSql.sql"));
        return CreateAsync(script[(script.IndexOf(connect, StringComparison.Ordinal) + connect.Length)..]);
    }

    public static DatabaseOptions Options(string connectionString, string? backupFolder = null)
        => new() { Provider = DatabaseProviders.PostgreSql, ConnectionString = connectionString, BackupFolder = backupFolder ?? "backups" };

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = await OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ReadAsync<T>(string connectionString, string sql)
    {
        await using var connection = await OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A fingerprint of all rows and keys of all tables.</summary>
    public static async Task<string> FingerprintAsync(string connectionString)
    {
        const string tables = "SELECT string_agg(format('SELECT %L || md5(string_agg(t::text, chr(10) ORDER BY t::text)) AS line FROM %I.%I t', c.relname, n.nspname, c.relname), ' UNION ALL ' ORDER BY c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";
        const string keys = "SELECT string_agg(conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid), chr(10) ORDER BY conrelid::regclass::text, conname) FROM pg_constraint WHERE conrelid <> 0 AND connamespace = 'public'::regnamespace";
        var rows = await ReadAsync<string>(connectionString, tables);
        return await ReadAsync<string>(connectionString, $"SELECT string_agg(line, chr(10) ORDER BY line) FROM ({rows}) x") + "\n" + await ReadAsync<string>(connectionString, keys);
    }

    public static string With(string connectionString, string database) => new NpgsqlConnectionStringBuilder(connectionString) { Database = database }.ConnectionString;

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
