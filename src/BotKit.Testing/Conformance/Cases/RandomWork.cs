using System.Collections.Concurrent;
using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>
/// Four workers do at random whatever nodes do; a watcher compares snapshots. At the end everything is drained and compared:
/// accepted runs with rows (I1, I2), hand-outs with holders and fences (I5), ends with rows and roll-ups (I6, I23), keys (I3).
/// </summary>
internal sealed class RandomWork(Bench bench, StorePorts second, int seed)
{
    private const int Workers = 4;
    private const int StepsPerWorker = 150;
    private static readonly string[] Bots = ["a", "b", "c"];

    private readonly ConcurrentDictionary<Guid, string> _accepted = new();
    private readonly ConcurrentDictionary<Guid, long> _fences = new();
    private readonly ConcurrentDictionary<Guid, Held> _held = new();
    private readonly ConcurrentDictionary<Guid, int> _ends = new();
    private readonly ConcurrentDictionary<Guid, bool> _asked = new();

    private sealed record Held(Guid Node, ClaimedRun Run);

    public async Task RunAsync()
    {
        using var done = new CancellationTokenSource();
        var watcher = Task.Run(() => WatchAsync(done.Token), bench.Token);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(n => Task.Run(() => WorkAsync(n, new Random(unchecked((seed * 31) + n))), bench.Token)));
        }
        finally
        {
            await done.CancelAsync();
        }

        await watcher;
        await DrainAsync();
        await CompareAsync();
    }

    private StorePorts PortsOf(int worker) => worker % 2 == 0 ? bench.Store.Ports : second;

    private async Task WorkAsync(int worker, Random random)
    {
        var ports = PortsOf(worker);
        var node = await bench.JoinAsync($"node-{worker}", ports);
        for (var step = 0; step < StepsPerWorker; step++)
        {
            switch (random.Next(100))
            {
                case < 30:
                    await EnqueueAsync(ports, random);
                    break;
                case < 55:
                    await ClaimAsync(ports, node, random.Next(1, 6));
                    break;
                case < 75:
                    await EndOneAsync(ports, node, random);
                    break;
                case < 85:
                    await ReleaseOneAsync(ports, node, random);
                    break;
                case < 92 when _accepted.Keys.ElementAtOrDefault(random.Next(Math.Max(1, _accepted.Count))) is var id && id != Guid.Empty:
                    await CancelAsync(ports, id);
                    break;
                case < 96:
                    await ReplayAsync(ports, random);
                    break;
                case >= 98 when bench.Can(StoreAbilities.Leases):
                    await LoseAsync(ports, node);
                    node = await bench.JoinAsync($"node-{worker}", ports);
                    break;
                default:
                    await bench.PassAsync(TimeSpan.FromMilliseconds(random.Next(1, 20)));
                    break;
            }
        }
    }

    private async Task EnqueueAsync(StorePorts ports, Random random)
    {
        var batch = Enumerable.Range(0, random.Next(1, 5)).Select(_ => bench.Submission(
            Bots[random.Next(Bots.Length)],
            key: random.Next(3) == 0 ? $"k-{random.Next(40)}" : null,
            delay: TimeSpan.FromMilliseconds(random.Next(4) == 0 ? random.Next(30) : 0),
            priority: random.Next(10)) with
        { MaxLost = random.Next(1, 4) }).ToList();
        var results = await ports.Queue.EnqueueAsync(batch, bench.Token);
        for (var i = 0; i < batch.Count; i++)
        {
            Expect.That(results[i].Outcome is EnqueueOutcome.Accepted or EnqueueOutcome.Joined, "a run to be accepted or to join the one that holds its key");
            if (results[i].Outcome == EnqueueOutcome.Accepted)
            {
                _accepted[batch[i].ExecutionId] = batch[i].Bot;
                Expect.Equal(results[i].ExecutionId, batch[i].ExecutionId, "the id of an accepted run");
            }
        }
    }

    private async Task ClaimAsync(StorePorts ports, Guid node, int free)
    {
        var batch = await ports.Queue.ClaimAsync(new ClaimRequest(node, [.. Bots.Select(bot => new BotSlots(bot, free))], free, TakesLost: true), bench.Token);
        foreach (var run in batch.Runs)
        {
            Expect.That(_held.TryAdd(run.ExecutionId, new Held(node, run)), $"run {run.ExecutionId} not to be handed out while another node holds it");
            Expect.That(run.Fence > _fences.GetValueOrDefault(run.ExecutionId), $"the fence of run {run.ExecutionId} to be above {_fences.GetValueOrDefault(run.ExecutionId)}");
            _fences[run.ExecutionId] = run.Fence;
        }
    }

    private bool TryTake(Guid node, out ClaimedRun run)
    {
        foreach (var (id, held) in _held)
        {
            if (held.Node == node && _held.TryRemove(id, out _))
            {
                run = held.Run;
                return true;
            }
        }

        run = null!;
        return false;
    }

    private async Task EndOneAsync(StorePorts ports, Guid node, Random random)
    {
        if (TryTake(node, out var run))
        {
            var status = (BotStatus)random.Next(Enum.GetValues<BotStatus>().Length);
            Expect.That(await ports.Ledger.EndAsync(bench.Outcome(run, status), bench.Token), "the holder's outcome to be accepted");
            CountEnd(run.ExecutionId);
            Expect.That(!await ports.Ledger.EndAsync(bench.Outcome(run.ExecutionId, run.Fence - 1, bot: run.Bot), bench.Token), "an outcome under an older fence to be refused");
        }
    }

    private async Task ReleaseOneAsync(StorePorts ports, Guid node, Random random)
    {
        if (TryTake(node, out var run))
        {
            HandOutEnd[] reasons = [HandOutEnd.Returned, HandOutEnd.Deferred, HandOutEnd.RetryLater, HandOutEnd.Yielded];
            var release = bench.Release(run, reasons[random.Next(reasons.Length)], TimeSpan.FromMilliseconds(random.Next(3) * 10));
            Expect.That(await ports.Queue.ReleaseAsync(release, bench.Token), "the holder's release to be accepted");
        }
    }

    private async Task CancelAsync(StorePorts ports, Guid id)
    {
        // Told first: the run may be given back, and so end, before the answer is here.
        _asked[id] = true;
        if (await ports.Queue.CancelAsync(id, bench.Token) == CancelOutcome.Canceled)
        {
            CountEnd(id);
        }
    }

    private async Task ReplayAsync(StorePorts ports, Random random)
    {
        if (_ends.Keys.ElementAtOrDefault(random.Next(Math.Max(1, _ends.Count))) is var id && id != Guid.Empty && _accepted.TryGetValue(id, out var bot))
        {
            var again = bench.Submission(bot, input: "") with { Trigger = BotTrigger.Replay, ReplayOf = id };
            var answer = await ports.Queue.ReplayAsync(id, again, bench.Token);
            Expect.Equal(answer, new EnqueueResult(EnqueueOutcome.Accepted, again.ExecutionId), "the answer to a replay of a run that has ended");
            _accepted[again.ExecutionId] = bot;
        }
    }

    private async Task LoseAsync(StorePorts ports, Guid node)
    {
        // Forgotten before the lease is taken: from then on another node may be handed them.
        foreach (var (id, held) in _held.Where(each => each.Value.Node == node).ToList())
        {
            _held.TryRemove(id, out _);
        }

        var beat = (await ports.Nodes.ListAsync(bench.Token)).First(each => each.Id == node).Beat;
        Expect.NotNull(await ports.Nodes.RecoverAsync(node, beat, bench.Token), "the runs of a node to be recovered whose beat did not move");
    }

    private void CountEnd(Guid id)
        => Expect.That(_ends.AddOrUpdate(id, 1, (_, count) => count + 1) == 1, $"exactly one terminal write of run {id}");

    private async Task<List<StoredRun>> ListAllAsync()
    {
        var all = new List<StoredRun>();
        while (await bench.Ledger.ListAsync(new RunQuery { Before = all.Count == 0 ? null : all[^1].ExecutionId, Count = 500 }, bench.Token) is { Count: > 0 } page)
        {
            all.AddRange(page);
        }

        return all;
    }

    private async Task WatchAsync(CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            var before = _accepted.Keys.ToHashSet();
            var ended = _ends.Keys.ToHashSet();
            var rows = await ListAllAsync();
            Expect.Equal(rows.Count, rows.Select(each => each.ExecutionId).Distinct().Count(), "the number of rows in a snapshot, compared to the runs among them");
            before.ExceptWith(rows.Select(each => each.ExecutionId));
            Expect.Equal(before.Count, 0, "the number of accepted runs that a later snapshot does not hold (I1)");
            Expect.That(rows.All(each => each.State == RunState.Ended || !ended.Contains(each.ExecutionId)), "a run that has ended to stay ended in every later snapshot (I6)");
            Expect.That(rows.All(each => (each.State == RunState.Ended) == (each.Status is not null)), "exactly the ended runs to have a status");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, bench.Token);
        }
    }

    private async Task DrainAsync()
    {
        foreach (var held in _held.Values)
        {
            await bench.EndAsync(bench.Outcome(held.Run));
            CountEnd(held.Run.ExecutionId);
        }

        _held.Clear();
        var node = await bench.JoinAsync("drain");
        await Expect.SoonAsync(
            async () =>
            {
                await ClaimAsync(bench.Store.Ports, node, 100);
                foreach (var held in _held.Values)
                {
                    await bench.EndAsync(bench.Outcome(held.Run));
                    CountEnd(held.Run.ExecutionId);
                }

                _held.Clear();
                await bench.PassAsync(TimeSpan.FromMilliseconds(bench.Can(StoreAbilities.Clock) ? 500 : 5));
                return (await bench.Queue.ReadDepthsAsync(bench.Token)).Count == 0;
            },
            "the queue to be drained",
            bench.Token);
    }

    private async Task CompareAsync()
    {
        var rows = await ListAllAsync();
        Expect.Sequence(rows.Select(each => each.ExecutionId).Order(), _accepted.Keys.Order(), "the runs in the ledger, compared to those that were accepted (I1, I2)");
        Expect.That(rows.All(each => each.State == RunState.Ended), "every run to have ended after the drain");
        foreach (var row in rows)
        {
            // What a recovery ends, and what ends when it is given back after a cancel, is the ledger's own doing; all other ends were seen here.
            var isOwn = row.Lost > 0 || (row.Status == BotStatus.Canceled && _asked.ContainsKey(row.ExecutionId));
            Expect.That(isOwn || _ends.ContainsKey(row.ExecutionId), $"run {row.ExecutionId}, which ended {row.Status}, to have been ended by somebody");
            Expect.That(row.Fence >= _fences.GetValueOrDefault(row.ExecutionId), "the stored fence to be the last one");
        }

        foreach (var bot in Bots)
        {
            var counts = await RollupCases.CountsAsync(bench, bot);
            foreach (var status in Enum.GetValues<BotStatus>())
            {
                Expect.Equal(counts[(int)status], rows.Count(each => each.Bot == bot && each.Status == status), $"the number of runs of '{bot}' that ended {status}, as the roll-ups count them (I23)");
            }
        }
    }
}
