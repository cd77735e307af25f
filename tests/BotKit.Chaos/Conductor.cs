using BotKit.Chaos.Checking;
using BotKit.Chaos.Faults;
using BotKit.Chaos.History;
using BotKit.Chaos.Stores;
using BotKit.Chaos.Workers;
using BotKit.Diagnostics;

namespace BotKit.Chaos;

/// <summary>One run of the kill test, from an empty database to the verdict.</summary>
internal sealed class Conductor(ChaosOptions options, string folder)
{
    private static readonly TimeSpan PointLimit = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan PurgeLimit = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(1);

    private readonly List<string> _complaints = [];
    private readonly List<string> _reached = [];
    private readonly List<string> _missed = [];

    // Long enough for the recovery of one kill before the next, and for a fleet to do something in between.
    private TimeSpan Gap => options.Gap > 0 ? TimeSpan.FromMilliseconds(options.Gap) : options.IsPostgres ? options.Lease * 0.55 : TimeSpan.FromSeconds(0.7);

    public async Task<int> RunAsync()
    {
        var plan = FaultPlan.Make(options);
        using var history = new HistoryFile(Path.Combine(folder, "history.log"));
        await using IChaosStore store = options.IsPostgres ? await PostgresChaosStore.StartAsync(options.Workers) : new SqliteChaosStore(folder);
        var seconds = Math.Max(5, plan.Count * (Gap.TotalSeconds + 1));
        using var fleet = new Fleet(options, store, history, folder, pace: seconds * 850 * options.Workers / options.Runs);
        var begin = HistoryFile.Now;

        var kills = await PrepareAsync(fleet, store);
        if (await store.DoubtsAsync() is { Length: > 0 } doubts)
        {
            _complaints.Add($"I25: the store is not durable: {doubts}");
        }

        var observer = new Observer(store);
        using var stop = new CancellationTokenSource();
        var observing = Task.Run(() => observer.RunAsync(stop.Token));
        await fleet.StartAsync();
        foreach (var fault in plan)
        {
            await Task.Delay(Gap, TimeProvider.System);
            await fleet.ReviveAsync();
            await DoAsync(fault, fleet, store, observer, history);
        }

        await DrainAsync(fleet, observer, history);
        if (!await fleet.StopAsync())
        {
            _complaints.Add("I26: a worker did not stop in order");
        }

        await stop.CancelAsync();
        await observing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var ledger = await new LedgerReader(store).ReadAsync();
        var verdict = new Checker(HistoryFile.Read(history.Path), ledger, new ChaosRules(Bots.Narrow, Bots.NarrowLimit, Bots.Poison)).Check();
        return Report(verdict, observer, fleet, ledger, kills + fleet.Kills, TimeSpan.FromMilliseconds(HistoryFile.Now - begin));
    }

    // A schema that is made by processes which are killed at it, one after the other, until one comes through.
    private async Task<int> PrepareAsync(Fleet fleet, IChaosStore store)
    {
        var kills = 0;
        foreach (var point in options.Kills > Points.InMigration.Count ? Points.InMigration : [])
        {
            using var doomed = WorkerProcess.Start(fleet.Arguments(-1, point + ":1"));
            if (await doomed.HasExitedWithinAsync(TimeSpan.FromSeconds(60)) && doomed.ExitCode != 0)
            {
                _reached.Add(point);
                kills++;
            }
            else
            {
                _missed.Add(point);
            }
        }

        using var last = WorkerProcess.Start(fleet.Arguments(-1));
        if (!await last.HasExitedWithinAsync(TimeSpan.FromSeconds(60)) || last.ExitCode != 0)
        {
            throw new InvalidOperationException($"The store could not be made ready; see {folder}.");
        }

        await using var connection = await store.OpenAsync();
        foreach (var sql in store.Triggers)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }

        return kills;
    }

    private async Task DoAsync(Fault fault, Fleet fleet, IChaosStore store, Observer observer, HistoryFile history)
    {
        var worker = await fleet.ReadyAsync(fault.Slot);
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                worker.Signal(Native.SigKill);
                await FollowAsync(fleet, fault.Slot, worker);
                break;
            case FaultKind.KillAt:
                worker.Tell($"crash {fault.Point} {fault.Count}");
                await KilledAsync(fault, worker, Points.Late.Contains(fault.Point) ? PurgeLimit : PointLimit);
                await FollowAsync(fleet, fault.Slot, worker);
                break;
            case FaultKind.KillNextAt:
                await KillNextAsync(fault, fleet, worker);
                break;
            case FaultKind.Freeze:
                worker.Signal(Native.SigStop);
                await Task.Delay(fault.Length, TimeProvider.System);
                worker.Signal(Native.SigCont);
                break;
            case FaultKind.Terminate:
                worker.Signal(Native.SigTerm);
                await StoppedAsync(fault, fleet, worker, observer, history);
                break;
            case FaultKind.CrashStore:
                await store.CrashAsync();
                break;
            default:
                store.SetMode(fault.Slot, fault.Mode);
                await Task.Delay(fault.Length, TimeProvider.System);
                store.SetMode(fault.Slot, ProxyMode.Pass);
                break;
        }
    }

    private async Task KilledAsync(Fault fault, WorkerProcess worker, TimeSpan limit)
    {
        var isReached = await worker.HasExitedWithinAsync(limit);
        (isReached ? _reached : _missed).Add(fault.Point);
        if (!isReached)
        {
            worker.Signal(Native.SigKill);
        }
    }

    // Where several share the store, any other may be the one that recovers.
    private async Task KillNextAsync(Fault fault, Fleet fleet, WorkerProcess worker)
    {
        int[] heirs = options.Workers == 1 || fault.Point == CrashPoint.NodeJoined ? [fault.Slot] : [.. Enumerable.Range(0, options.Workers).Where(slot => slot != fault.Slot)];
        foreach (var heir in heirs.Where(heir => heir != fault.Slot))
        {
            (await fleet.ReadyAsync(heir)).Tell($"crash {fault.Point} 1");
        }

        worker.Signal(Native.SigKill);
        await worker.HasExitedWithinAsync(PointLimit);
        var at = fleet.Bury(worker);
        fleet.Start(fault.Slot, heirs.Contains(fault.Slot) ? fault.Point + ":1" : "-", at);
        var limit = PointLimit + (options.Lease * 2);
        var exits = heirs.Select(heir => fleet[heir].HasExitedWithinAsync(limit)).ToList();
        var isReached = await await Task.WhenAny(exits);
        (isReached ? _reached : _missed).Add(fault.Point);
        foreach (var heir in heirs)
        {
            if (fleet[heir].HasExited)
            {
                await FollowAsync(fleet, heir, fleet[heir]);
            }
            else
            {
                fleet[heir].Tell("crash - 1");
            }
        }
    }

    private static async Task FollowAsync(Fleet fleet, int slot, WorkerProcess worker)
    {
        await worker.HasExitedWithinAsync(PointLimit);
        fleet.Start(slot, since: fleet.Bury(worker));
    }

    private async Task StoppedAsync(Fault fault, Fleet fleet, WorkerProcess worker, Observer observer, HistoryFile history)
    {
        if (!await worker.HasExitedWithinAsync(TimeSpan.FromSeconds(30)) || worker.ExitCode != 0)
        {
            _complaints.Add($"I26: worker {worker.Name} did not stop in order");
        }

        history.Write(new HistoryLine(HistoryKind.Stopped, HistoryFile.Now, Text: worker.Name));
        if (await observer.HeldByAsync(worker.Name) is > 0 and var held)
        {
            _complaints.Add($"I26: {held} runs are held by worker {worker.Name}, which has stopped");
        }

        fleet.Start(fault.Slot);
    }

    private async Task DrainAsync(Fleet fleet, Observer observer, HistoryFile history)
    {
        // As long as the history grows, something happens.
        var (changed, length) = (TimeProvider.System.GetTimestamp(), 0L);
        while (TimeProvider.System.GetElapsedTime(changed) < DrainLimit)
        {
            await fleet.ReviveAsync();
            if (new FileInfo(history.Path).Length is var now && now != length)
            {
                (changed, length) = (TimeProvider.System.GetTimestamp(), now);
            }

            var done = HistoryFile.Read(history.Path).Where(line => line.Kind == HistoryKind.Done).Select(line => line.N).Distinct().Count();
            if (done == options.Workers && await observer.LeftAsync() == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }

        _complaints.Add($"I1: {await observer.LeftAsync()} runs have not ended, and nothing has happened for {DrainLimit.TotalMinutes:0} minutes");
    }

    private int Report(Verdict verdict, Observer observer, Fleet fleet, LedgerTables ledger, int kills, TimeSpan took)
    {
        if (verdict.Recovery(0.99) > options.RecoveryLimit)
        {
            var slow = $"recovery: p99 is {verdict.Recovery(0.99).TotalSeconds:0.0} s, above {options.RecoveryLimit.TotalSeconds:0} s";
            if (options.Timed)
            {
                _complaints.Add(slow);
            }
            else
            {
                Console.WriteLine($"SLOW {slow}");
            }
        }

        string[] violations = [.. verdict.Report(), .. observer.Violations, .. _complaints];
        foreach (var violation in violations)
        {
            Console.Error.WriteLine($"VIOLATION {violation}");
        }

        var restarts = fleet.Restarts.Order().ToList();
        var ends = string.Join(" ", ledger.Ends.GroupBy(end => end.Status).OrderBy(group => group.Key).Select(group => $"{(BotStatus)group.Key}={group.Count()}"));
        Console.WriteLine($"{options.Store}: {ledger.Runs.Count} runs ({ends}; {ledger.Runs.Count(run => run.DeletedAfter is not null)} deleted), {kills} kills, {fleet.Crashes} crashes, {observer.Snapshots} snapshots, {took.TotalSeconds:0} s");
        Console.WriteLine($"crash points reached: {string.Join(" ", _reached.Distinct().Order(StringComparer.Ordinal))}");
        Console.WriteLine($"crash points missed: {string.Join(" ", _missed.Except(_reached).Order(StringComparer.Ordinal))}");
        Console.WriteLine($"in flight at expiries={verdict.InFlightAtExpiries} recovery_p50={verdict.Recovery(0.5).TotalSeconds:0.00}s restart_p50={(restarts.Count == 0 ? 0 : restarts[restarts.Count / 2]) / 1000.0:0.00}s restart_p99={(restarts.Count == 0 ? 0 : restarts[(int)Math.Ceiling(0.99 * restarts.Count) - 1]) / 1000.0:0.00}s");
        if (violations.Length > 0)
        {
            Console.WriteLine($"FAILED with --seed {options.Seed}; history and logs are in {folder}");
        }

        Console.WriteLine(verdict);
        return violations.Length == 0 ? 0 : 1;
    }
}
