using BotKit.Handlers.Database;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Handlers.Tests.Database;

/// <summary>A service over the databases of a test, in this process or in the real probe program.</summary>
internal static class Databases
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 30, 45, 678, TimeSpan.Zero);

    public static IDatabaseService Service(DatabaseOptions database, string name = "shop", TimeProvider? timeProvider = null, ProbeCommand? probe = null)
    {
        var options = new DatabasesOptions { Databases = { [name] = database } };
        new DatabasesOptionsValidator().Validate(null, options).Failed.Should().BeFalse();
        return new DatabaseService(
            new DatabaseCatalog(Options.Create(options)),
            new SqliteEngine(new InProcessSqliteHost(TimeProvider.System), ProbeHost(probe ?? ProbeCommand.Locate()), new FixedClock()),
            new PostgresEngine(new PostgresConnections(), new PostgresTools(TimeProvider.System, NullLogger<PostgresTools>.Instance), new FixedClock()),
            new Backups(timeProvider ?? new FakeTimeProvider(Now), NullLogger<Backups>.Instance),
            new FixedClock());
    }

    public static DatabaseOptions File(string path, bool trusted = true, string? backupFolder = null)
        => new() { ConnectionString = $"Data Source={path}", Trusted = trusted, BackupFolder = backupFolder ?? "backups" };

    public static DatabaseOptions WithQuery(this DatabaseOptions database, string sql, int maxRows = 1000)
    {
        database.Queries["ask"] = new DatabaseQueryOptions { Sql = sql, MaxRows = maxRows };
        return database;
    }

    public static ProbeSqliteHost ProbeHost(ProbeCommand? command, TimeSpan? limit = null, TimeProvider? timeProvider = null)
        => new(command, limit ?? DatabaseDefaults.ProbeLimit, timeProvider ?? TimeProvider.System, NullLogger<ProbeSqliteHost>.Instance);

    /// <summary>The code of the exception that a call must throw.</summary>
    public static async Task<BotException> FailureOf<T>(ValueTask<T> call)
        => (await FluentActions.Awaiting(async () => await call).Should().ThrowAsync<BotException>()).Which;
}
