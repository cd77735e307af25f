using BotKit.Ledger;
using BotKit.Schedules;
using BotKit.Storage.Schema;
using BotKit.Storage.Sqlite;
using BotKit.Storage.Tests.Shared;

namespace BotKit.Storage.Tests.Sqlite;

public sealed class SqliteMigrationTests : IDisposable
{
    private readonly SqliteLedgers _ledgers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _ledgers.Dispose();

    [Fact]
    public async Task Open_DatabaseOfVersionOne_IsMigratedWithWhatItHolds()
    {
        var old = Guid.CreateVersion7();
        MakeVersionOne();
        _ledgers.Execute(VersionOne.Submit(Literal(old)));
        await using var store = _ledgers.Open();
        var node = Given.Node();
        await store.Ports.Nodes.JoinAsync(node, Token);

        var claimed = (await store.Ports.Queue.ClaimAsync(node.Id)).Runs;

        claimed.Should().ContainSingle().Which.ExecutionId.Should().Be(old);
        claimed[0].Origin.Should().Be(new RunOrigin { Caller = "ann" });
        (await store.Ports.Schedules.ListAsync(new BotScheduleQuery(), Token)).Should().BeEmpty();
        _ledgers.Count("select version from bot_schema").Should().Be(SchemaVersions.Current);
    }

    [Fact]
    public async Task Open_DatabaseOfVersionOne_StatementsOfVersionOneGoOn()
    {
        var run = Guid.CreateVersion7();
        MakeVersionOne();
        await using var store = _ledgers.Open();
        await store.Store.OpenAsync(Token);

        _ledgers.Execute(VersionOne.Submit(Literal(run)));
        (await store.Ports.Ledger.FindAsync(run, Token))!.State.Should().Be(RunState.Queued);
        _ledgers.Execute(VersionOne.Run(Literal(run)));

        (await store.Ports.Ledger.FindAsync(run, Token))!.Status.Should().Be(BotStatus.Succeeded);
        _ledgers.Count("select min_reader from bot_schema").Should().Be(1, "a library of version 1 opens it");
    }

    [Fact]
    public async Task Open_ColumnsAreThereAlready_FinishesTheMigration()
    {
        await using (var store = _ledgers.Open())
        {
            await store.Store.OpenAsync(Token);
        }

        _ledgers.Execute("update bot_schema set version = 1; drop index bot_run_by_schedule; drop table bot_occurrence");
        await using var again = _ledgers.Open();

        await again.Store.OpenAsync(Token);

        _ledgers.Count("select version from bot_schema").Should().Be(SchemaVersions.Current);
        _ledgers.Count("select count(*) from sqlite_master where name in ('bot_run_by_schedule', 'bot_occurrence')").Should().Be(2);
    }

    private static string Literal(Guid id) => $"x'{id:N}'";

    private void MakeVersionOne()
    {
        using var connection = _ledgers.Connect();
        var dialect = new SqliteDialect(new SqliteStoreOptions { ConnectionString = _ledgers.ConnectionString }, TimeProvider.System);
        Migrator.Migrate(new SqliteMigrations(connection, dialect), [Migrations.All[0]]);
        _ledgers.Count("select version from bot_schema").Should().Be(1);
    }
}
