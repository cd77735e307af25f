using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.Tests.Shared;

namespace BotKit.Storage.Tests.Sqlite;

public sealed class SqliteNodeTests : IDisposable
{
    private readonly SqliteLedgers _ledgers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _ledgers.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BeginAndClaim_NodeWhoseRunsNobodyWouldRecover_GetNothing(bool hasJoined)
    {
        await using var store = _ledgers.Open();
        var node = Given.Node();
        if (hasJoined)
        {
            await store.Ports.Nodes.JoinAsync(node, Token);
            await store.Ports.Nodes.RecoverAsync(node.Id, 0, Token);
        }

        await store.Ports.Queue.EnqueueAsync([Given.Of()], Token);

        foreach (var run in (RunSubmission[])[Given.Of(), Given.Of(key: "k")])
        {
            var begin = async () => await store.Ports.Ledger.BeginAsync(run, node.Id, Token);
            await begin.Should().ThrowAsync<BotStoreException>().WithMessage("*join again*");
        }

        (await store.Ports.Queue.ClaimAsync(node.Id)).Runs.Should().BeEmpty();
        _ledgers.Count("select count(*) from bot_run").Should().Be(1);
        _ledgers.Count("select count(*) from bot_idem").Should().Be(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Report_OfAHandOutThatIsOver_IsNotShownLater(bool isLost)
    {
        await using var store = _ledgers.Open();
        var node = Given.Node();
        await store.Ports.Nodes.JoinAsync(node, Token);
        await store.Ports.Queue.EnqueueAsync([Given.Of()], Token);
        var run = (await store.Ports.Queue.ClaimAsync(node.Id)).Runs.Single();
        (await store.Ports.Queue.ReportAsync(run.ExecutionId, run.Fence, new BotProgress(0.5, "half", TimeProvider.System.GetUtcNow()), Token)).Should().BeTrue();

        if (isLost)
        {
            await store.Ports.Nodes.RecoverAsync(node.Id, 0, Token);
        }
        else
        {
            await store.Ports.Queue.ReleaseAsync(
                new RunRelease { ExecutionId = run.ExecutionId, Bot = run.Bot, Fence = run.Fence, Reason = HandOutEnd.RetryLater }, Token);
        }

        (await store.Ports.Ledger.FindAsync(run.ExecutionId, Token))!.Progress.Should().BeNull();
    }
}
