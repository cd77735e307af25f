using BotKit.Chaos.History;
using BotKit.Chaos.Stores;
using BotKit.Chaos.Workers;

namespace BotKit.Chaos.Schedules;

/// <summary>One run of the schedules' kill test, from an empty database to the verdict.</summary>
internal sealed class ScheduleConductor(ScheduleOptions options, string folder)
{
    private const int Workers = 3;

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    private readonly WorkerProcess?[] _workers = new WorkerProcess?[Workers];
    private readonly Random _random = new(1);

    public async Task<int> RunAsync()
    {
        using var history = new HistoryFile(Path.Combine(folder, "history.log"));
        await using var store = await PostgresChaosStore.StartAsync(Workers);
        try
        {
            return await RunAsync(history, store);
        }
        finally
        {
            foreach (var worker in _workers)
            {
                worker?.Dispose();
            }
        }
    }

    private async Task<int> RunAsync(HistoryFile history, PostgresChaosStore store)
    {
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(slot => StartAsync(slot, store)));
        var half = options.Time / 2;
        await KillAsync(history, store, half, options.Kills - (options.Kills / 2));
        if (options.Outage > TimeSpan.Zero)
        {
            await OutageAsync(history, store);
        }

        await KillAsync(history, store, options.Time - half, options.Kills / 2);
        var complaints = await StopAsync(history) ? [] : new List<string> { "a process did not stop in order" };
        var tables = await new ScheduleReader(store).ReadAsync();
        var verdict = new ScheduleChecker(HistoryFile.Read(history.Path), tables).Check();
        return Report(verdict, complaints);
    }

    /// <summary>Lets some time pass, in which processes are killed one after another at even distances.</summary>
    private async Task KillAsync(HistoryFile history, PostgresChaosStore store, TimeSpan time, int kills)
    {
        var gap = time / (kills + 1);
        for (var i = 0; i < kills; i++)
        {
            await Task.Delay(gap, TimeProvider.System);
            var slot = _random.Next(Workers);
            _workers[slot]!.Signal(Native.SigKill);
            await BuryAsync(history, slot);
            await StartAsync(slot, store);
        }

        await Task.Delay(gap, TimeProvider.System);
    }

    private async Task OutageAsync(HistoryFile history, PostgresChaosStore store)
    {
        foreach (var worker in _workers)
        {
            worker!.Signal(Native.SigKill);
        }

        for (var slot = 0; slot < Workers; slot++)
        {
            await BuryAsync(history, slot);
        }

        history.Write(new HistoryLine(HistoryKind.Done, HistoryFile.Now, N: 0));
        await Task.Delay(options.Outage, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(slot => StartAsync(slot, store)));
        await Task.Delay(Settle, TimeProvider.System);
        history.Write(new HistoryLine(HistoryKind.Done, HistoryFile.Now, N: 1));
    }

    private async Task BuryAsync(HistoryFile history, int slot)
    {
        await _workers[slot]!.HasExitedWithinAsync(TimeSpan.FromSeconds(5));
        history.Write(new HistoryLine(HistoryKind.Killed, HistoryFile.Now, Text: _workers[slot]!.Name));
    }

    private async Task StartAsync(int slot, PostgresChaosStore store)
    {
        _workers[slot]?.Dispose();
        var skew = slot == Workers - 1 ? options.Skew : TimeSpan.Zero;
        var arguments = new ScheduleWorkerArguments(slot, store.ConnectionOf(slot), folder, options.Count, skew);
        var worker = _workers[slot] = WorkerProcess.Start(slot, folder, arguments.ToArguments());
        if (!await worker.IsReadyAsync())
        {
            throw new InvalidOperationException($"A process did not start; see {folder}.");
        }
    }

    private async Task<bool> StopAsync(HistoryFile history)
    {
        foreach (var worker in _workers)
        {
            worker!.Signal(Native.SigTerm);
        }

        var ended = await Task.WhenAll(_workers.Select(worker => worker!.HasExitedWithinAsync(TimeSpan.FromSeconds(30))));
        history.Write(new HistoryLine(HistoryKind.Stopped, HistoryFile.Now, Text: "all"));
        return ended.All(each => each) && _workers.All(worker => worker!.ExitCode == 0);
    }

    private int Report(ScheduleVerdict verdict, List<string> complaints)
    {
        if (verdict.Lateness(0.99) > options.Lateness)
        {
            complaints.Add($"I10: p99 of the starts' lateness is {verdict.Lateness(0.99).TotalSeconds:0.000} s, above {options.Lateness.TotalSeconds:0} s");
        }

        string[] violations = [.. verdict.Violations.Take(50), .. complaints];
        foreach (var violation in violations)
        {
            Console.Error.WriteLine($"VIOLATION {violation}");
        }

        Console.WriteLine(
            $"schedules: {options.Count} schedules, {verdict.Instants} instants, {verdict.Ran} ran, {verdict.Missed} missed in the outage, {options.Kills} kills, {verdict.Again} runs started again after a kill, "
            + $"lateness p50={verdict.Lateness(0.5).TotalSeconds:0.000}s p99={verdict.Lateness(0.99).TotalSeconds:0.000}s of {verdict.Starts} starts outside the kills");
        Console.WriteLine(violations.Length == 0 ? "schedules: good" : $"schedules: {verdict.Violations.Count + complaints.Count} violations; see {folder}");
        return violations.Length == 0 ? 0 : 1;
    }
}
