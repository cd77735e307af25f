using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Storage.Tests.Sqlite;

public sealed class SqliteDisposalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Dispose_RowsWrittenBehindAreLeft_AreStored()
    {
        Guid run;
        await using (var services = Open())
        {
            run = (await services.GetRequiredService<IBotManager>().RunAsync(new BotRequest("idle", Nothing.Value), Token)).ExecutionId;
        }

        await using var again = Open();

        (await again.GetRequiredService<IBotLedger>().FindAsync(run, Token)).Should().NotBeNull();
    }

    [Fact]
    public async Task Enqueue_FileWasDeleted_AcceptsNothing()
    {
        await using var services = Open();
        var manager = services.GetRequiredService<IBotManager>();
        await manager.EnqueueAsync(new BotRequest("idle", Nothing.Value), cancellationToken: Token);
        File.Delete(_folder.File("ledger.db"));

        var enqueue = () => manager.EnqueueAsync(new BotRequest("idle", Nothing.Value), cancellationToken: Token).AsTask();

        (await enqueue.Should().ThrowAsync<BotRejectedException>()).Which.Error.Code.Should().Be(BotErrorCodes.StoreUnavailable);
    }

    private ServiceProvider Open()
        => new ServiceCollection()
            .AddSingleton<IBotQueueWorker, Worker>()
            .AddBotKit(bots => bots.UseSqlite($"Data Source={_folder.File("ledger.db")}").AddBot<IdleBot>("idle"))
            .BuildServiceProvider();

    private sealed class Worker : IBotQueueWorker
    {
        public bool IsWorking => true;
    }

    private sealed class IdleBot : BaseBot<Nothing, Nothing>
    {
        protected override ValueTask<Nothing> ExecuteAsync(Nothing input, BotContext context, CancellationToken cancellationToken) => new(Nothing.Value);
    }
}
