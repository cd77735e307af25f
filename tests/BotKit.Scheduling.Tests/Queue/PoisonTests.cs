using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.Scheduling.Work;
using BotKit.State;
using BotKit.Testing;
using CsCheck;

namespace BotKit.Scheduling.Tests.Queue;

/// <summary>
/// A run that kills its process, among healthy ones: a simulation of nodes that die and start again, with the worker's own
/// slots and the in-memory store.
/// </summary>
public sealed class PoisonTests
{
    private const int Healthy = 12;

    [Fact]
    public void Claim_OnePoisonedRunAmongTwelve_NoHealthyOneDies()
        => Gen.Select(Gen.Int[2, 13], Gen.Int[1, 25], Gen.Int[1, 12], Gen.Int[0, 12]).Sample((workers, healthyTakes, poisonTakes, position) =>
        {
            var statuses = Simulate(new Simulation(workers, healthyTakes, poisonTakes, position, IsIsolated: true));
            return statuses.Poison == BotStatus.Dead && statuses.Healthy.All(static it => it == BotStatus.Succeeded);
        }, iter: 200, threads: 1);

    [Fact]
    public void Claim_WithoutIsolation_HealthyOnesDieAlong()
        => Simulate(new Simulation(13, 20, 10, 0, IsIsolated: false)).Healthy.Should().Contain(BotStatus.Dead, "that is why lost runs are kept apart");

    private static (BotStatus? Poison, IReadOnlyList<BotStatus?> Healthy) Simulate(Simulation it)
    {
        var clock = new BotTestClock();
        var runs = new InMemoryRuns(new InMemoryLedgerOptions(), clock, new WorkSignal(clock), null);
        var ledger = new InMemoryBotLedger(new InMemoryLedgerOptions(), runs, static _ => null);
        var queue = new InMemoryQueueStore(runs, ledger, new InMemoryBotStateStore());
        var nodes = new InMemoryNodeStore(runs);
        var ids = Enumerable.Range(0, Healthy + 1).Select(_ => Guid.CreateVersion7(clock.GetUtcNow())).ToArray();
        foreach (var id in ids)
        {
            Wait(queue.EnqueueAsync([Submission(id)], default));
        }

        var poison = ids[it.Position];
        for (var lives = 0; lives < 50 && !ids.All(id => Find(ledger, id).State == RunState.Ended); lives++)
        {
            Live(it, queue, ledger, nodes, clock, poison);
        }

        return (Find(ledger, poison).Status, [.. ids.Where(id => id != poison).Select(id => Find(ledger, id).Status)]);
    }

    /// <summary>One life of a process, which ends when the poisoned run has run for a while or nothing is left for long.</summary>
    private static void Live(
        Simulation it, InMemoryQueueStore queue, InMemoryBotLedger ledger, InMemoryNodeStore nodes, BotTestClock clock, Guid poison)
    {
        var node = Guid.CreateVersion7(clock.GetUtcNow());
        Wait(nodes.JoinAsync(new NodeRecord { Id = node, Name = "node", Version = "1", Lease = TimeSpan.FromSeconds(9) }, default));
        var slots = new Slots(it.Workers);
        var running = new Dictionary<ClaimedRun, int>();
        for (var ticks = 0; ticks < 2_000; ticks++)
        {
            if (slots.Request(node, static (free, _) => [new BotSlots("work", free)], null) is { } request)
            {
                request = it.IsIsolated ? request : request with { TakesLost = true };
                foreach (var run in Wait(queue.ClaimAsync(request, default)).Runs)
                {
                    slots.Take(run);
                    running.Add(run, run.ExecutionId == poison ? it.PoisonTakes : it.HealthyTakes);
                }
            }

            clock.Advance(TimeSpan.FromMilliseconds(100));
            foreach (var run in running.Keys.ToArray())
            {
                if (--running[run] > 0)
                {
                    continue;
                }

                if (run.ExecutionId == poison)
                {
                    Wait(nodes.LeaveAsync(node, default));
                    return;
                }

                Wait(ledger.EndAsync(Fakes.Runs.Ended(run).Outcome!, default));
                running.Remove(run);
                slots.Free(run);
            }
        }
    }

    private static RunSubmission Submission(Guid id)
        => new() { ExecutionId = id, Bot = "work", Trigger = BotTrigger.Queue, Input = "{}"u8.ToArray(), MaxLost = 3 };

    private static StoredRun Find(InMemoryBotLedger ledger, Guid id) => Wait(ledger.FindAsync(id, default))!;

    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    private static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();

    private sealed record Simulation(int Workers, int HealthyTakes, int PoisonTakes, int Position, bool IsIsolated);
}
