using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.Storage.Schema;
using BotKit.Storage.Sqlite;
using BotKit.Storage.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Storage.Tests.Sqlite;

public sealed class SqliteOpeningTests : IDisposable
{
    private readonly SqliteLedgers _ledgers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _ledgers.Dispose();

    [Theory]
    [InlineData("pragma synchronous = off")]
    [InlineData("pragma synchronous = normal")]
    [InlineData("pragma journal_mode = delete")]
    public async Task Open_SettingsThatLoseCommits_IsRefused(string settings)
    {
        await using var store = _ledgers.Open(settings);

        var open = () => store.Store.OpenAsync(Token);

        (await open.Should().ThrowAsync<BotStoreException>()).Which.Message.Should().Contain("must be");
    }

    [Fact]
    public async Task Open_TwiceAtOnce_SecondIsRefused()
    {
        await using var first = _ledgers.Open();
        await first.Store.OpenAsync(Token);
        await using var second = _ledgers.Open();

        var open = () => second.Store.OpenAsync(Token);

        (await open.Should().ThrowAsync<BotStoreException>()).Which.Message.Should().Contain("in use by another process");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_TwiceThroughASymbolicLink_SecondIsRefused(bool isFolder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs the right to make symbolic links.");
        using var folder = new TemporaryFolder();
        var file = new SqliteConnectionStringBuilder(_ledgers.ConnectionString).DataSource;
        var link = isFolder
            ? Path.Combine(Directory.CreateSymbolicLink(folder.File("link"), Path.GetDirectoryName(file)!).FullName, Path.GetFileName(file))
            : File.CreateSymbolicLink(folder.File("link.db"), file).FullName;
        await using var first = _ledgers.Open(change: options => options.ConnectionString = $"Data Source={link}");
        await first.Store.OpenAsync(Token);
        await using var second = _ledgers.Open();

        var open = () => second.Store.OpenAsync(Token);

        (await open.Should().ThrowAsync<BotStoreException>()).Which.Message.Should().Contain("in use by another process");
    }

    [Fact]
    public async Task Open_AfterTheOwnerClosed_IsAccepted()
    {
        await using (var first = _ledgers.Open())
        {
            await first.Store.OpenAsync(Token);
        }

        await using var second = _ledgers.Open();

        await second.Invoking(store => store.Store.OpenAsync(Token)).Should().NotThrowAsync();
    }

    [Fact]
    public async Task Open_SchemaThatNeedsANewerLibrary_IsRefused()
    {
        await using (var store = _ledgers.Open())
        {
            await store.Store.OpenAsync(Token);
        }

        _ledgers.Execute($"update bot_schema set version = {SchemaVersions.Current + 5}, min_reader = {SchemaVersions.Current + 1}");
        await using var older = _ledgers.Open();

        var open = () => older.Store.OpenAsync(Token);

        (await open.Should().ThrowAsync<BotStoreException>()).Which.Message.Should().Contain("needs a newer BotKit");
    }

    [Fact]
    public async Task Open_NewerSchemaThatOlderLibrariesMayUse_IsAccepted()
    {
        await using (var store = _ledgers.Open())
        {
            await store.Store.OpenAsync(Token);
        }

        _ledgers.Execute($"update bot_schema set version = {SchemaVersions.Current + 1}");
        await using var older = _ledgers.Open();

        await older.Store.OpenAsync(Token);

        _ledgers.Count("select version from bot_schema").Should().Be(SchemaVersions.Current + 1);
    }

    [Fact]
    public async Task Open_MigrationInterruptedAnywhere_IsFinished()
    {
        await using (var store = _ledgers.Open())
        {
            await store.Store.OpenAsync(Token);
        }

        _ledgers.Execute("delete from bot_schema; drop index bot_queue_due; drop table bot_audit; drop table bot_data");
        await using var again = _ledgers.Open();

        await again.Store.OpenAsync(Token);

        _ledgers.Count("select count(*) from sqlite_master where name in ('bot_queue_due', 'bot_audit', 'bot_data')").Should().Be(3);
        _ledgers.Count("select version from bot_schema").Should().Be(SchemaVersions.Current);
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x;Mode=Memory")]
    public void Dialect_NoFile_IsRefused(string connectionString)
    {
        var make = () => new SqliteDialect(new SqliteStoreOptions { ConnectionString = connectionString }, TimeProvider.System);

        make.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public async Task Join_AfterTheProcessWasLost_RecoversItsRunsAtOnce()
    {
        var lost = Given.Node();
        var run = Given.Of();
        await using (var store = _ledgers.Open())
        {
            await store.Ports.Nodes.JoinAsync(lost, Token);
            await store.Ports.Queue.EnqueueAsync([run], Token);
            (await store.Ports.Queue.ClaimAsync(lost.Id)).Runs.Should().HaveCount(1);
        }

        await using var again = _ledgers.Open();
        var node = Given.Node();
        await again.Ports.Nodes.JoinAsync(node, Token);

        var found = await again.Ports.Ledger.FindAsync(run.ExecutionId, Token);
        found!.State.Should().Be(RunState.Scheduled);
        found.Lost.Should().Be(1);
        (await again.Ports.Nodes.ListAsync(Token)).Should().Contain(other => other.Id == lost.Id && other.State == NodeState.Lost);
    }

    [Fact]
    public async Task UseSqlite_Twice_KeepsOneStore()
    {
        await using var services = new ServiceCollection()
            .AddBotKit(bots => bots.UseSqlite("Data Source=elsewhere.db").UseSqlite(_ledgers.ConnectionString))
            .BuildServiceProvider();

        services.GetServices<IBotQueueStore>().Should().ContainSingle().Which.IsDurable.Should().BeTrue();
        services.GetServices<IBotLedger>().Should().ContainSingle();
        services.GetServices<IBotLifecycle>().Where(static part => part.Stage == BotLifecycleStage.Store)
            .Should().ContainSingle("what writes to it starts after it and is drained before it");
        services.GetRequiredService<Microsoft.Extensions.Options.IOptions<SqliteStoreOptions>>().Value.ConnectionString.Should().Be(_ledgers.ConnectionString);
    }

    [Fact]
    public async Task UseSqlite_WithAnotherStore_DoesNotStart()
    {
        var collection = new ServiceCollection().AddBotKit(bots => bots.UseSqlite(_ledgers.ConnectionString));
        collection.AddSingleton(new DependencyInjection.StoreRegistration("PostgreSQL"));
        await using var services = collection.BuildServiceProvider();

        var start = async () => await services.GetServices<IBotLifecycle>().MinBy(static part => part.Stage)!.StartAsync(Token);

        (await start.Should().ThrowAsync<InvalidOperationException>()).Which.Message.Should().Contain("SQLite and PostgreSQL");
    }
}
