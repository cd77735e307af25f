using BotKit.Ledger;
using BotKit.Queue;
using CsCheck;

namespace BotKit.Core.Tests.Ledger;

/// <summary>
/// Any sequence of what can happen to queued runs: none is lost (I1), fences only grow and stale ones change nothing (I5), there
/// is one terminal write (I6), limits hold (I14), and a key has one run and one outcome (I3, I9).
/// </summary>
public class QueuePropertyTests
{
    private const int Limit = 3;

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Enum<Act>(), Gen.Int[0, 9], Gen.Int[0, 1], Gen.Int[0, 3], (act, pick, node, key) => new Step(act, pick, node, key));

    [Fact]
    public async Task AnySequence_KeepsTheInvariants()
        => await Steps.Array[1, 60].SampleAsync(
            async steps =>
            {
                var world = new World();
                foreach (var step in steps)
                {
                    await world.DoAsync(step);
                    await world.CheckAsync();
                }
            },
            iter: 150,
            threads: 1);

    public enum Act
    {
        Enqueue,
        EnqueueWithKey,
        EnqueueLater,
        Claim,
        EndWell,
        EndBadly,
        EndCanceled,
        Return,
        Defer,
        RetryLater,
        Yield,
        Cancel,
        Recover,
        Stale,
        Wait,
        Begin,
    }

    public sealed record Step(Act Act, int Pick, int Node, int Key);

    private sealed class World
    {
        private readonly QueueUnderTest _store = new();
        private readonly Guid[] _nodes = [Guid.NewGuid(), Guid.NewGuid()];
        private readonly List<Guid> _accepted = [];
        private readonly List<(Guid Node, ClaimedRun Run)> _held = [];
        private readonly List<ClaimedRun> _stale = [];
        private readonly Dictionary<Guid, long> _fences = [];
        private readonly Dictionary<Guid, StoredRun> _ended = [];
        private readonly Dictionary<int, Guid> _stored = [];

        public async Task DoAsync(Step step)
        {
            switch (step.Act)
            {
                case Act.Enqueue:
                    await EnqueueAsync(_store.Run(), null);
                    break;
                case Act.EnqueueWithKey:
                    await EnqueueAsync(_store.Run(key: $"k{step.Key}"), step.Key);
                    break;
                case Act.EnqueueLater:
                    await EnqueueAsync(_store.Run() with { Delay = TimeSpan.FromSeconds(step.Pick), MaxLost = 1 + step.Key }, null);
                    break;
                case Act.Claim:
                    await ClaimAsync(step);
                    break;
                case Act.EndWell:
                    await LetGoAsync(step, run => _store.EndAsync(run));
                    break;
                case Act.EndBadly:
                    await LetGoAsync(step, run => _store.EndAsync(run, BotStatus.Failed));
                    break;
                case Act.EndCanceled:
                    await LetGoAsync(step, run => _store.EndAsync(run, BotStatus.Canceled));
                    break;
                case Act.Return:
                    await LetGoAsync(step, run => _store.ReleaseAsync(run, HandOutEnd.Returned));
                    break;
                case Act.Defer:
                    await LetGoAsync(step, run => _store.ReleaseAsync(run, HandOutEnd.Deferred, TimeSpan.FromSeconds(1)));
                    break;
                case Act.RetryLater:
                    await LetGoAsync(step, run => _store.ReleaseAsync(run, HandOutEnd.RetryLater, TimeSpan.FromSeconds(2)));
                    break;
                case Act.Yield:
                    await LetGoAsync(step, run => _store.ReleaseAsync(run, HandOutEnd.Yielded, TimeSpan.FromSeconds(2), new("a", "1"u8.ToArray())));
                    break;
                case Act.Cancel when _accepted.Count > 0:
                    await _store.Queue.CancelAsync(_accepted[step.Pick % _accepted.Count], default);
                    break;
                case Act.Recover:
                    await RecoverAsync(step.Node);
                    break;
                case Act.Stale when _stale.Count > 0:
                    await BeStaleAsync(_stale[step.Pick % _stale.Count]);
                    break;
                case Act.Begin:
                    await BeginAsync(step);
                    break;
                default:
                    _store.Clock.Advance(TimeSpan.FromSeconds(step.Pick));
                    break;
            }
        }

        public async Task CheckAsync()
        {
            var running = 0;
            foreach (var id in _accepted)
            {
                var run = await _store.Ledger.FindAsync(id, default);
                run.Should().NotBeNull("an accepted run is never lost");
                run!.Deliveries.Should().BeGreaterThanOrEqualTo(0);
                running += run is { State: RunState.Running, DueAt: not null } ? 1 : 0;
                if (run.State == RunState.Ended)
                {
                    run.Status.Should().NotBeNull();
                    _ended.TryAdd(id, run);
                    run.Should().Be(_ended[id], "there is one terminal write");
                }
                else
                {
                    _ended.Should().NotContainKey(id, "an end is final");
                }
            }

            running.Should().BeLessThanOrEqualTo(Limit);
            _store.Runs.Held.Sum(it => it.Bytes).Should().Be(_store.Runs.HeldBytes);
            foreach (var (key, id) in _stored)
            {
                (await _store.Ledger.WaitForKeyAsync("lead", $"k{key}", id, default))!.ExecutionId.Should().Be(id, "a key has one stored outcome");
            }

            var depth = (await _store.Queue.ReadDepthsAsync(default)).SingleOrDefault();
            ((depth?.Scheduled ?? 0) + (depth?.Queued ?? 0) + (depth?.Running ?? 0)).Should()
                .Be(_store.Runs.Held.Count(it => !it.IsDirect), "what is counted is what is there");
            (await _store.Ledger.ListAsync(new() { Count = 1_000 }, default)).Select(it => it.ExecutionId).Should().BeEquivalentTo(_accepted);
        }

        private async Task EnqueueAsync(RunSubmission run, int? key)
        {
            var result = await _store.EnqueueAsync(run);
            if (key is { } held && _stored.TryGetValue(held, out var owner))
            {
                result.Should().Be(new EnqueueResult(EnqueueOutcome.Joined, owner));
            }

            if (result.Outcome == EnqueueOutcome.Accepted)
            {
                result.ExecutionId.Should().Be(run.ExecutionId);
                _accepted.Add(run.ExecutionId);
            }
        }

        private async Task BeginAsync(Step step)
        {
            var run = _store.Run(key: $"k{step.Key}");
            var begin = await _store.Ledger.BeginAsync(run, _nodes[step.Node], default);
            if (begin.Outcome != KeyOutcome.Won)
            {
                return;
            }

            _stored.Should().NotContainKey(step.Key);
            if (begin.ExecutionId == run.ExecutionId)
            {
                _accepted.Add(run.ExecutionId);
            }

            Grow(begin.ExecutionId, begin.Fence);
            if (step.Pick > 4)
            {
                (await _store.Ledger.EndAsync(_store.Outcome(begin.ExecutionId, "lead", begin.Fence), default)).Should().BeTrue();
                _stored.Add(step.Key, begin.ExecutionId);
            }
        }

        private async Task ClaimAsync(Step step)
        {
            var batch = await _store.ClaimAsync(1 + (step.Pick / 3), takesLost: step.Key > 0, maxRunning: Limit, node: _nodes[step.Node]);
            batch.Runs.Count(it => it.Lost > 0).Should().BeLessThanOrEqualTo(step.Key > 0 ? 1 : 0);
            foreach (var run in batch.Runs)
            {
                Grow(run.ExecutionId, run.Fence);
                _held.Should().NotContain(it => it.Run.ExecutionId == run.ExecutionId, "a run is held once");
                _held.Add((_nodes[step.Node], run));
            }
        }

        private void Grow(Guid id, long fence)
        {
            fence.Should().BeGreaterThan(_fences.GetValueOrDefault(id), "fences only grow");
            _fences[id] = fence;
        }

        private async Task LetGoAsync(Step step, Func<ClaimedRun, Task<bool>> letGo)
        {
            if (_held.Count == 0)
            {
                return;
            }

            var at = step.Pick % _held.Count;
            var run = _held[at].Run;
            (await letGo(run)).Should().BeTrue("its fence is good");
            _held.RemoveAt(at);
            _stale.Add(run);
            if (run.Origin?.IdempotencyKey is { } key && await _store.FindAsync(run.ExecutionId) is { Status: BotStatus.Succeeded or BotStatus.Failed })
            {
                _stored.Add(int.Parse(key[1..], System.Globalization.CultureInfo.InvariantCulture), run.ExecutionId);
            }
        }

        private async Task RecoverAsync(int node)
        {
            await _store.Nodes.LeaveAsync(_nodes[node], default);
            foreach (var (_, run) in _held.Where(it => it.Node == _nodes[node]).ToArray())
            {
                _stale.Add(run);
                if (run.Origin?.IdempotencyKey is { } key && await _store.FindAsync(run.ExecutionId) is { Status: BotStatus.Dead })
                {
                    _stored.Add(int.Parse(key[1..], System.Globalization.CultureInfo.InvariantCulture), run.ExecutionId);
                }
            }

            _held.RemoveAll(it => it.Node == _nodes[node]);
        }

        private async Task BeStaleAsync(ClaimedRun run)
        {
            var before = await _store.FindAsync(run.ExecutionId);
            (await _store.EndAsync(run, BotStatus.TimedOut)).Should().BeFalse();
            (await _store.ReleaseAsync(run, HandOutEnd.RetryLater)).Should().BeFalse();
            (await _store.Checkpoints.WriteAsync(run.ExecutionId, run.Fence, new("stale", "0"u8.ToArray()), default)).Should().BeFalse();
            (await _store.Queue.ReportAsync(run.ExecutionId, run.Fence, new(1, null, default), default)).Should().BeFalse();
            (await _store.FindAsync(run.ExecutionId)).Should().Be(before, "a stale fence changes nothing");
        }
    }
}
