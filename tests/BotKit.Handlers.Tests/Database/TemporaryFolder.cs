using Microsoft.Data.Sqlite;

namespace BotKit.Handlers.Tests.Database;

/// <summary>A folder of one test, removed with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("botkit-handlers-");

    public string Path => _folder.FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>The names of all files but checksums of backups.</summary>
    public string[] Files => [.. _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Name).Where(name => !IsChecksum(name)).Order(StringComparer.Ordinal)];

    public static bool IsChecksum(string? name) => name?.EndsWith(".sha256", StringComparison.Ordinal) == true;

    /// <summary>Makes a database file from statements.</summary>
    public string Database(string name, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={this[name]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
