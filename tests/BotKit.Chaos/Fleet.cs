using System.Collections.Concurrent;
using BotKit.Chaos.History;
using BotKit.Chaos.Stores;
using BotKit.Chaos.Workers;

namespace BotKit.Chaos;

/// <summary>The worker processes: each that ends is followed by another one.</summary>
internal sealed class Fleet(ChaosOptions options, IChaosStore store, HistoryFile history, string folder, double pace) : IDisposable
{
    private readonly WorkerProcess?[] _workers = new WorkerProcess?[options.Workers];
    private readonly Task[] _starting = [.. Enumerable.Repeat(Task.CompletedTask, options.Workers)];
    private readonly ConcurrentBag<long> _restarts = [];

    /// <summary>From SIGKILL to the ready successor, in milliseconds.</summary>
    public IReadOnlyCollection<long> Restarts => _restarts;

    /// <summary>Processes that ended by SIGKILL.</summary>
    public int Kills { get; private set; }

    /// <summary>Processes that ended by themselves, as poison makes them.</summary>
    public int Crashes { get; private set; }

    public WorkerProcess this[int slot] => _workers[slot]!;

    public WorkerArguments Arguments(int slot, string crash = "-") => new(slot, store.ConnectionOf(slot), folder, pace, crash, options);

    /// <summary>Starts all.</summary>
    public async Task StartAsync()
    {
        for (var slot = 0; slot < _workers.Length; slot++)
        {
            Start(slot);
        }

        await Task.WhenAll(_starting);
    }

    /// <summary>Starts a worker in the place of one that ended.</summary>
    /// <param name="slot">Which.</param>
    /// <param name="crash">Where it is killed, or a dash.</param>
    /// <param name="since">When the one before was killed.</param>
    public void Start(int slot, string crash = "-", long? since = null)
    {
        _workers[slot]?.Dispose();
        _workers[slot] = WorkerProcess.Start(Arguments(slot, crash));
        _starting[slot] = AwaitAsync(_workers[slot]!, since);
    }

    /// <summary>The worker of a slot, once it works.</summary>
    public async Task<WorkerProcess> ReadyAsync(int slot)
    {
        await _starting[slot];
        return _workers[slot]!;
    }

    private async Task AwaitAsync(WorkerProcess worker, long? since)
    {
        if (await worker.IsReadyAsync() && since is { } at)
        {
            _restarts.Add(worker.ReadyAt!.Value - at);
        }
    }

    /// <summary>Writes down that a worker was killed, which it must have been.</summary>
    public long Bury(WorkerProcess worker)
    {
        var at = HistoryFile.Now;
        history.Write(new HistoryLine(HistoryKind.Killed, at, Text: worker.Name));
        Kills++;
        return at;
    }

    /// <summary>Starts a successor of each worker that ended by itself.</summary>
    public async Task ReviveAsync()
    {
        for (var slot = 0; slot < _workers.Length; slot++)
        {
            if (_workers[slot] is { HasExited: true } worker)
            {
                Crashes++;
                history.Write(new HistoryLine(HistoryKind.Killed, HistoryFile.Now, Text: worker.Name));
                Start(slot);
            }
        }
    }

    /// <summary>Ends all in order.</summary>
    public async Task<bool> StopAsync()
    {
        // One that is still starting does not listen to signals yet.
        await Task.WhenAll(_starting);
        foreach (var worker in _workers)
        {
            worker!.Signal(Native.SigTerm);
        }

        var ended = await Task.WhenAll(_workers.Select(worker => worker!.HasExitedWithinAsync(TimeSpan.FromSeconds(30))));
        foreach (var worker in _workers.Where(worker => worker!.HasExited))
        {
            history.Write(new HistoryLine(HistoryKind.Stopped, HistoryFile.Now, Text: worker!.Name));
        }

        return ended.All(each => each) && _workers.All(worker => worker!.ExitCode == 0);
    }

    public void Dispose()
    {
        foreach (var worker in _workers)
        {
            worker?.Dispose();
        }
    }
}
