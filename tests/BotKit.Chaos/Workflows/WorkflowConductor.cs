using System.Globalization;
using BotKit.Chaos.History;
using BotKit.Chaos.Stores;
using BotKit.Chaos.Workers;

namespace BotKit.Chaos.Workflows;

/// <summary>One run of the workflows' kill test, from an empty database to the verdict.</summary>
internal sealed class WorkflowConductor(WorkflowKillOptions options, string folder)
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly WorkerProcess?[] _workers = new WorkerProcess?[options.Workers];
    private readonly Random _random = new(options.Seed);
    private int _kills;

    public async Task<int> RunAsync()
    {
        using var history = new HistoryFile(Path.Combine(folder, "history.log"));
        await using IChaosStore store = options.IsPostgres ? await PostgresChaosStore.StartAsync(options.Workers) : new SqliteChaosStore(folder);
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

    private async Task<int> RunAsync(HistoryFile history, IChaosStore store)
    {
        for (var slot = 0; slot < options.Workers; slot++)
        {
            // One after the other: the first makes the schema.
            await StartAsync(slot, store);
        }

        var start = TimeProvider.System.GetTimestamp();
        while (_kills < options.Kills)
        {
            // All that were started are ready by now: no kill is spent on one that has not worked.
            await Task.Delay(options.Time / options.Kills * (0.5 + _random.NextDouble()), TimeProvider.System);
            var slot = _random.Next(options.Workers);
            _workers[slot]!.Signal(_random.Next(4) == 0 ? Native.SigTerm : Native.SigKill);
            await BuryAsync(history, slot);
            await StartAsync(slot, store);
            _kills++;
        }

        var reader = new WorkflowReader(store);
        var limit = TimeProvider.System.GetTimestamp();
        while (await reader.CountEndedAsync() < options.Count && TimeProvider.System.GetElapsedTime(limit) < DrainLimit)
        {
            await Task.Delay(Poll, TimeProvider.System);
        }

        var took = TimeProvider.System.GetElapsedTime(start);
        var stopped = await StopAsync(history);
        var verdict = new WorkflowChecker(HistoryFile.Read(history.Path), await reader.ReadAsync(), Enumerable.Range(0, options.Count)).Check();
        return Report(verdict, took, stopped);
    }

    private async Task BuryAsync(HistoryFile history, int slot)
    {
        if (!await _workers[slot]!.HasExitedWithinAsync(TimeSpan.FromSeconds(20)))
        {
            throw new InvalidOperationException($"A process did not end; see {folder}.");
        }

        history.Write(new HistoryLine(HistoryKind.Killed, HistoryFile.Now, Text: _workers[slot]!.Name));
    }

    private async Task StartAsync(int slot, IChaosStore store)
    {
        _workers[slot]?.Dispose();
        var worker = _workers[slot] = WorkerProcess.Start(slot, folder, new WorkflowWorkerArguments(slot, store.ConnectionOf(slot), folder, options).ToArguments());
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
        foreach (var worker in _workers)
        {
            history.Write(new HistoryLine(HistoryKind.Stopped, HistoryFile.Now, Text: worker!.Name));
        }

        return ended.All(each => each) && _workers.All(worker => worker!.ExitCode == 0);
    }

    private int Report(WorkflowVerdict verdict, TimeSpan took, bool stopped)
    {
        List<string> violations = [.. verdict.Violations];
        if (!stopped)
        {
            violations.Add("a process did not stop in order");
        }

        foreach (var violation in violations.Take(30))
        {
            Console.Error.WriteLine($"VIOLATION {violation}");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"workflows: store={options.Store} seed={options.Seed} {options.Count} workflows, {_kills} kills, {verdict}, violations={violations.Count}, took {took.TotalSeconds:0} s"));
        if (violations.Count == 0)
        {
            return 0;
        }

        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Again: --workflows --store {options.Store} --count {options.Count} --seconds {options.Time.TotalSeconds:0} --kills {options.Kills} --seed {options.Seed} --keep; files: {folder}"));
        return 1;
    }
}
