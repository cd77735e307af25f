using BotKit.Diagnostics;
using BotKit.Pipeline;
using BotKit.State;
using Microsoft.Extensions.Logging;

namespace BotKit.Execution;

/// <summary>
/// Ties each bot's pause and circuit to the store: read before its first run, written by compare-and-set after each change,
/// and, where other processes write too, looked at once a second.
/// </summary>
internal sealed class StateSynchronizer(IBotStateStore store, TimeProvider clock, ILogger logger) : IProbeStore, IBotLifecycle, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ProbeLease = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Watched> _bots = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private Task _writes = Task.CompletedTask;
    private Task? _poll;
    private int _disposed;

    public bool IsShared => store.IsShared;

    /// <summary>Reads the bot's state, once, and follows its changes from then on.</summary>
    public Task LoadAsync(BotRuntime bot)
    {
        lock (_lock)
        {
            if (!_bots.TryGetValue(bot.Name, out var watched))
            {
                _bots.Add(bot.Name, watched = new Watched(bot));
                bot.Circuit.Changed = position => CircuitChanged(bot, position);
                watched.Loaded = ReadAsync(watched);
            }

            return watched.Loaded;
        }
    }

    public async ValueTask PauseAsync(BotRuntime bot, BotPause? pause, CancellationToken cancellationToken)
    {
        await LoadAsync(bot).ConfigureAwait(false);
        SetPause(bot, pause);
        await WriteAsync(bot, state => state with { Pause = pause }, cancellationToken).ConfigureAwait(false);
    }

    public void PauseInBackground(BotRuntime bot, BotPause pause)
    {
        SetPause(bot, pause);
        WriteInBackground(bot, state => state with { Pause = pause });
    }

    public async ValueTask<bool> TryWinProbeAsync(string bot, Guid executionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var state = await store.ReadAsync(bot, cancellationToken).ConfigureAwait(false);
        return state.Circuit == CircuitPosition.Open
            && !(state.OpenUntil > now)
            && !(state.Probe?.Until > now)
            && await store.TryWriteAsync(
                bot, state with { Version = state.Version + 1, Probe = new CircuitProbe(executionId, now + ProbeLease) }, cancellationToken)
                .ConfigureAwait(false);
    }

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (store.IsShared && _poll is null)
            {
                _poll = PollAsync(_stop.Token);
            }
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        Task writes;
        lock (_lock)
        {
            writes = _writes;
        }

        await Task.WhenAll(writes, _poll ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    // A container that hands the synchronizer out twice, as itself and as background work, also disposes it twice.
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await DrainAsync(CancellationToken.None).ConfigureAwait(false);
            _stop.Dispose();
        }
    }

    /// <summary>Stops without waiting, where a container is disposed synchronously.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }

    /// <summary>Waits until every change made so far is stored.</summary>
    internal Task WhenWritten()
    {
        lock (_lock)
        {
            return _writes;
        }
    }

    private void CircuitChanged(BotRuntime bot, CircuitPosition position)
    {
        var until = position == CircuitPosition.Open ? bot.Circuit.OpenUntil : null;
        switch (position)
        {
            case CircuitPosition.Open:
                Log.CircuitOpened(logger, bot.Name, bot.Circuit.Failures, until);
                break;
            case CircuitPosition.Isolated:
                Log.CircuitIsolated(logger, bot.Name);
                break;
            default:
                Log.CircuitClosed(logger, bot.Name);
                break;
        }

        WriteInBackground(bot, state => state with { Circuit = position, OpenUntil = until, Probe = null });
    }

    private void SetPause(BotRuntime bot, BotPause? pause)
    {
        bot.Pause.Set(pause);
        if (pause is null)
        {
            Log.Resumed(logger, bot.Name);
        }
        else
        {
            Log.Paused(logger, bot.Name, pause.By, pause.Reason);
        }
    }

    private void WriteInBackground(BotRuntime bot, Func<BotStateRecord, BotStateRecord> change)
    {
        lock (_lock)
        {
            _writes = WriteAfterAsync(_writes);
        }

        async Task WriteAfterAsync(Task earlier)
        {
            await earlier.ConfigureAwait(false);
            try
            {
                await WriteAsync(bot, change, CancellationToken.None).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Loss of BotKit's own store stops no bot.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.StateNotStored(logger, exception, bot.Name);
            }
        }
    }

    private async ValueTask WriteAsync(BotRuntime bot, Func<BotStateRecord, BotStateRecord> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = await store.ReadAsync(bot.Name, cancellationToken).ConfigureAwait(false);
            var changed = change(state) with { Version = state.Version + 1 };
            if (await store.TryWriteAsync(bot.Name, changed, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(PollEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                await ReadChangesAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async ValueTask ReadChangesAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (name, state) in await store.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                Watched? watched;
                lock (_lock)
                {
                    _bots.TryGetValue(name, out watched);
                }

                if (watched is not null)
                {
                    Adopt(watched, state);
                }
            }
        }
#pragma warning disable CA1031 // Loss of BotKit's own store stops no bot; the next round tries again.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.StatesNotRead(logger, exception);
        }
    }

    private async Task ReadAsync(Watched watched)
    {
        try
        {
            Adopt(watched, await store.ReadAsync(watched.Bot.Name, CancellationToken.None).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Loss of BotKit's own store stops no bot.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.StatesNotRead(logger, exception);
        }
    }

    private void Adopt(Watched watched, BotStateRecord state)
    {
        if (state.Version > watched.Version)
        {
            watched.Version = state.Version;
            var bot = watched.Bot;
            var left = state.OpenUntil - clock.GetUtcNow() ?? TimeSpan.Zero;
            bot.Pause.Set(state.Pause);
            bot.Circuit.Adopt(state.Circuit, left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    private sealed class Watched(BotRuntime bot)
    {
        public BotRuntime Bot { get; } = bot;

        public Task Loaded { get; set; } = Task.CompletedTask;

        public long Version { get; set; }
    }
}
