using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.Tests.Shared;
using CsCheck;

namespace BotKit.Storage.Tests.Sqlite;

public sealed class SqliteConservationTests
{
    private enum Step
    {
        Enqueue,
        EnqueueLater,
        Claim,
        End,
        Return,
        RetryLater,
        Cancel,
        LoseNode,
        Reopen,
    }

    // Accepted = waiting + running + ended, whatever happens, and roll-ups count what has ended.
    [Fact]
    public async Task AnySteps_LedgerAndQueue_HoldEveryAcceptedRunOnce()
        => await Gen.Enum<Step>().Array[5, 40].SampleAsync(async steps =>
        {
            using var ledgers = new SqliteLedgers();
            var world = new World(ledgers);
            await world.StartAsync();
            foreach (var step in steps)
            {
                await world.TakeAsync(step);
            }

            await world.Store.DisposeAsync();
            ledgers.Count("select count(*) from bot_run").Should().Be(world.Accepted);
            ledgers.Count("select count(*) from bot_queue q left join bot_run r on r.id = q.id where coalesce(r.state, 3) = 3").Should().Be(0);
            (ledgers.Count("select count(*) from bot_queue") + ledgers.Count("select count(*) from bot_run where state = 3")).Should().Be(world.Accepted);
            ledgers.Count("select coalesce(sum(c0 + c1 + c2 + c3 + c4 + c5 + c6), 0) from bot_rollup")
                .Should().Be(ledgers.Count("select count(*) from bot_run where state = 3"));
        }, iter: 15, threads: 1);

    private sealed class World(SqliteLedgers ledgers)
    {
        private readonly List<ClaimedRun> _held = [];
        private readonly List<Guid> _known = [];
        private Guid _node;

        public OpenStore Store { get; private set; } = null!;

        public int Accepted => _known.Count;

        private static CancellationToken Token => TestContext.Current.CancellationToken;

        public async Task StartAsync()
        {
            Store = ledgers.Open();
            await JoinAsync();
        }

        public async Task TakeAsync(Step step)
        {
            switch (step)
            {
                case Step.Enqueue:
                    await EnqueueAsync(TimeSpan.Zero);
                    break;
                case Step.EnqueueLater:
                    await EnqueueAsync(TimeSpan.FromHours(1));
                    break;
                case Step.Claim:
                    _held.AddRange((await Store.Ports.Queue.ClaimAsync(_node, 3)).Runs);
                    break;
                case Step.End when Take() is { } run:
                    (await Store.Ports.Ledger.EndAsync(Given.Succeeded(run), Token)).Should().BeTrue();
                    break;
                case Step.Return when Take() is { } run:
                    await ReleaseAsync(run, HandOutEnd.Returned);
                    break;
                case Step.RetryLater when Take() is { } run:
                    await ReleaseAsync(run, HandOutEnd.RetryLater);
                    break;
                case Step.Cancel when _known.Count > 0:
                    await Store.Ports.Queue.CancelAsync(_known[_known.Count / 2], Token);
                    break;
                case Step.LoseNode:
                    await Store.Ports.Nodes.LeaveAsync(_node, Token);
                    _held.Clear();
                    await JoinAsync();
                    break;
                case Step.Reopen:
                    await Store.DisposeAsync();
                    _held.Clear();
                    await StartAsync();
                    break;
                default:
                    break;
            }
        }

        private async Task JoinAsync()
        {
            var node = Given.Node();
            await Store.Ports.Nodes.JoinAsync(node, Token);
            _node = node.Id;
        }

        private async Task EnqueueAsync(TimeSpan delay)
        {
            var run = Given.Of() with { Delay = delay };
            (await Store.Ports.Queue.EnqueueAsync([run], Token))[0].Outcome.Should().Be(EnqueueOutcome.Accepted);
            _known.Add(run.ExecutionId);
        }

        private async Task ReleaseAsync(ClaimedRun run, HandOutEnd reason)
            => (await Store.Ports.Queue.ReleaseAsync(
                new RunRelease { ExecutionId = run.ExecutionId, Bot = run.Bot, Fence = run.Fence, Reason = reason }, Token)).Should().BeTrue();

        private ClaimedRun? Take()
        {
            if (_held.Count == 0)
            {
                return null;
            }

            var run = _held[^1];
            _held.RemoveAt(_held.Count - 1);
            return run;
        }
    }
}
