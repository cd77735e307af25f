using BotKit.Storage.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace BotKit.Storage.Tests.Sqlite;

public sealed class SqliteTransactionTests : IDisposable
{
    private readonly SqliteLedgers _ledgers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _ledgers.Dispose();

    [Fact]
    public async Task Enqueue_TransactionOnAnotherFile_IsRefused()
    {
        await using var store = _ledgers.Open();
        await store.Store.OpenAsync(Token);
        await using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        await using var transaction = connection.BeginTransaction();

        var enqueue = async () => await store.Ports.Queue.EnqueueAsync(Given.Of(), transaction, Token);

        await enqueue.Should().ThrowAsync<NotSupportedException>();
    }

    [Fact]
    public async Task Enqueue_TransactionOnTheFileOfALink_IsAccepted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs the right to make symbolic links.");
        using var folder = new TemporaryFolder();
        var file = new SqliteConnectionStringBuilder(_ledgers.ConnectionString).DataSource;
        var link = File.CreateSymbolicLink(folder.File("link.db"), file).FullName;
        await using var store = _ledgers.Open(change: options => options.ConnectionString = $"Data Source={link}");
        await store.Store.OpenAsync(Token);
        await using var connection = _ledgers.Connect();
        await using var transaction = connection.BeginTransaction();

        var enqueue = async () => await store.Ports.Queue.EnqueueAsync(Given.Of(), transaction, Token);

        await enqueue.Should().NotThrowAsync();
    }

    [Fact]
    public async Task Enqueue_ConnectionThatMayLoseItsCommit_IsRefused()
    {
        await using var store = _ledgers.Open();
        await store.Store.OpenAsync(Token);
        await using var connection = _ledgers.Connect();
        using (var weaken = connection.CreateCommand())
        {
            weaken.CommandText = "pragma synchronous = normal";
            weaken.ExecuteNonQuery();
        }

        await using var transaction = connection.BeginTransaction();

        var enqueue = async () => await store.Ports.Queue.EnqueueAsync(Given.Of(), transaction, Token);

        await enqueue.Should().ThrowAsync<Ledger.BotStoreException>();
    }

    [Fact]
    public async Task Enqueue_Committed_WakesTheIdleWorker()
    {
        await using var store = _ledgers.Open();
        var node = Given.Node();
        await store.Ports.Nodes.JoinAsync(node, Token);
        (await store.Ports.Queue.ClaimAsync(node.Id)).Runs.Should().BeEmpty();
        var idle = store.Ports.Queue.WaitForWorkAsync(node.Id, TimeSpan.FromMinutes(1), Token).AsTask();
        await using var connection = _ledgers.Connect();
        await using var transaction = connection.BeginTransaction();
        var run = Given.Of();
        await store.Ports.Queue.EnqueueAsync(run, transaction, Token);
        idle.IsCompleted.Should().BeFalse("nothing is committed yet");

        await transaction.CommitAsync(Token);
        await idle.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Token);

        (await store.Ports.Queue.ClaimAsync(node.Id)).Runs.Should().ContainSingle().Which.ExecutionId.Should().Be(run.ExecutionId);
    }
}
