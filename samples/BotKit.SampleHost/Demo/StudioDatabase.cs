using System.Globalization;
using Microsoft.Data.Sqlite;

namespace BotKit.SampleHost.Demo;

/// <summary>Makes the demo database at the first start: the same rows every time, from a fixed seed, up to the day before.</summary>
internal static class StudioDatabase
{
    public const string FileName = "studio.db";

    private const int Seed = 20;
    private const int Version = 2;
    private const int ProjectDays = 256;
    private static readonly string[] Names = ["Aster", "Birch", "Cedar", "Dahlia", "Elm", "Fern", "Ginkgo", "Hazel", "Iris", "Juniper"];
    private static readonly string[] Trades = ["Bakery", "Cycles", "Hotel", "Museum", "Optics", "Radio", "Robotics", "Sailing", "Tea", "Wine"];
    private static readonly string[] Cities = ["Lyon", "Ghent", "Turin", "Porto", "Basel", "Graz"];
    private static readonly string[] Roles = ["director", "camera", "sound", "light", "editor"];
    private static readonly string[] Statuses = ["planned", "shooting", "editing", "delivered"];
    private static readonly string[] Kinds = ["Portrait", "Launch film", "How-to", "Trailer", "Interview"];

    /// <summary>Makes the database whole, or not at all, so that a start that was cut short is made good by the next one.</summary>
    public static void EnsureCreated(string file, DateOnly today)
    {
        if (File.Exists(file) && VersionOf(file) >= Version)
        {
            return;
        }

        var draft = $"{file}.{Environment.ProcessId}.new";
        File.Delete(draft);
        Fill(draft, today);
        File.Move(draft, file, overwrite: true);
    }

    private static long VersionOf(string file)
    {
        using var connection = Open(file, SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Fill(string file, DateOnly today)
    {
        using var connection = Open(file, SqliteOpenMode.ReadWriteCreate);
        using var transaction = connection.BeginTransaction();
        Execute(connection, StudioSchema.Sql);
        var random = new Random(Seed);
        for (var crew = 1; crew <= 12; crew++)
        {
            Execute(connection, "INSERT INTO crew VALUES ($0, $1, $2)", crew, $"{Pick(random, Names)} {(char)('A' + crew)}.", Pick(random, Roles));
        }

        for (var client = 1; client <= 40; client++)
        {
            var name = $"{Names[client % Names.Length]} {Trades[(client * 3 / 10 + client) % Trades.Length]} {client}";
            Execute(connection, "INSERT INTO client VALUES ($0, $1, $2, $3)", client, name, Pick(random, Cities), $"office{client}@example.com");
        }

        for (var project = 1; project <= 120; project++)
        {
            AddProject(connection, random, project, today.AddDays((project * 2) - ProjectDays), today);
        }

        foreach (var (day, channel, views, minutes) in DemoAudience.UpTo(today))
        {
            Execute(connection, "INSERT INTO audience VALUES ($0, $1, $2, $3)", Text(day), channel, views, minutes);
        }

        Execute(connection, $"PRAGMA user_version = {Version}");
        transaction.Commit();
    }

    private static void AddProject(SqliteConnection connection, Random random, int project, DateOnly day, DateOnly today)
    {
        var kind = Pick(random, Kinds);
        var budget = random.Next(2, 40) * 500;
        Execute(
            connection, "INSERT INTO project VALUES ($0, $1, $2, $3, $4)", project, random.Next(1, 41), $"{kind} {project}", Pick(random, Statuses), budget);
        for (var video = random.Next(1, 5); video > 0; video--)
        {
            Execute(connection, "INSERT INTO video (project_id, title, seconds) VALUES ($0, $1, $2)", project, $"{kind} {project}, cut {video}", random.Next(15, 1_800));
        }

        for (var shoot = random.Next(1, 6); shoot > 0; shoot--)
        {
            Execute(
                connection, "INSERT INTO shoot (project_id, crew_id, day, hours) VALUES ($0, $1, $2, $3)", project, random.Next(1, 13), Text(day.AddDays(shoot)), random.Next(2, 11));
        }

        var sent = day.AddDays(14);
        DateOnly? paid = random.Next(4) == 0 ? null : sent.AddDays(random.Next(5, 60));
        Execute(
            connection,
            "INSERT INTO invoice (project_id, amount_eur, sent, paid) VALUES ($0, $1, $2, $3)",
            project,
            budget,
            Text(sent),
            paid < today ? Text(paid.Value) : DBNull.Value);
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Execute(SqliteConnection connection, string sql, params object[] values)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue("$" + i.ToString(CultureInfo.InvariantCulture), values[i]);
        }

        command.ExecuteNonQuery();
    }
}
