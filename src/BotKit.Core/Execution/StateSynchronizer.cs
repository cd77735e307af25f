using BotKit.Diagnostics;
using BotKit.Pipeline;
using BotKit.State;
using Microsoft.Extensions.Logging;

namespace BotKit.Execution;

/// <summary>
/// Ties each bot's pause and circuit to the store: read before its first run, written by compare-and-set after each change,
/// and, where other processes write too, looked at once a second.
/// </summary>
internal sealed class StateSynchronizer : IProbeStore, IBotLifecycle, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, WatchedBot> _bots = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly IBotStateStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly StateWrites _writes;
    private BotRuntime[] _known = [];
    private Task? _poll;
    private int _disposed;

    public StateSynchronizer(IBotStateStore store, TimeProvider clock, ILogger logger)
    {
        _store = store;
        _clock = clock;
        _logger = logger;
        _writes = new StateWrites(WriteAsync, clock, logger, _stop.Token);
    }

    public bool IsShared => _store.IsShared;

    /// <summary>Names the bots whose states are read at the start, so that whoever looks before a bot's first run sees them.</summary>
    public void Know(IEnumerable<BotRuntime> bots) => _known = [.. bots];

    /// <summary>Reads the bot's state, once, and follows its changes from then on.</summary>
    public Task LoadAsync(BotRuntime bot)
    {
        lock (_lock)
        {
            if (!_bots.TryGetValue(bot.Name, out var watched))
            {
                _bots.Add(bot.Name, watched = new WatchedBot(bot));
                bot.Circuit.Changed = position => CircuitChanged(bot, position);
                bot.ProbeFreed = _store.IsShared ? run => ProbeFreed(bot.Name, run) : null;
                watched.Loaded = ReadAsync(watched);
            }

            return watched.Loaded;
        }
    }

    public async ValueTask PauseAsync(BotRuntime bot, BotPause? pause, CancellationToken cancellationToken)
    {
        await LoadAsync(bot).ConfigureAwait(false);
        var watched = Expect(bot.Name);
        SetPause(bot, pause);
        try
        {
            await WriteAsync(watched, state => state with { Pause = pause }, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Whoever asked for it is told.
            Settle(watched, BotStateRecord.Initial);
            throw;
        }
    }

    /// <summary>Pauses a bot after a critical error; a pause that lasts longer stays.</summary>
    public void PauseInBackground(BotRuntime bot, BotPause pause)
    {
        if (!WatchedBot.Outlasts(bot.Pause.Current, pause))
        {
            SetPause(bot, pause);
            WriteInBackground(bot.Name, state => WatchedBot.Outlasts(state.Pause, pause) ? state : state with { Pause = pause });
        }
    }

    public async ValueTask<bool> TryWinProbeAsync(string bot, Guid executionId, CancellationToken cancellationToken)
    {
        try
        {
            var now = _clock.GetUtcNow();
            var state = await _store.ReadAsync(bot, cancellationToken).ConfigureAwait(false);
            // The claim of a queued run takes the probe for it in the same commit.
            return state.IsProbe(executionId, now) || state.Circuit == CircuitPosition.Open
                && !(state.OpenUntil > now)
                && !(state.Probe?.Until > now)
                && await _store.TryWriteAsync(
                    bot, state with { Version = state.Version + 1, Probe = new CircuitProbe(executionId, now + Watched(bot).ProbeLease) }, cancellationToken)
                    .ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Loss of BotKit's own store stops no bot.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.ProbeNotClaimed(_logger, exception, bot);
            return true;
        }
    }

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_known.Select(LoadAsync)).WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            if (_store.IsShared && _poll is null)
            {
                _poll = PollAsync(_stop.Token);
            }
        }
    }

    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_writes.WhenDone, _poll ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

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

    /// <summary>Waits until every change made so far is stored, or was tried to be.</summary>
    internal Task WhenWritten() => _writes.WhenTried;

    private void CircuitChanged(BotRuntime bot, CircuitPosition position)
    {
        var until = position == CircuitPosition.Open ? bot.Circuit.OpenUntil : null;
        switch (position)
        {
            case CircuitPosition.Open:
                Log.CircuitOpened(_logger, bot.Name, bot.Circuit.Failures, until);
                break;
            case CircuitPosition.Isolated:
                Log.CircuitIsolated(_logger, bot.Name);
                break;
            default:
                Log.CircuitClosed(_logger, bot.Name);
                break;
        }

        // What the circuit is when it is written counts, so that the last write tells the truth whatever the order of the changes.
        WriteInBackground(bot.Name, state =>
        {
            var (circuit, openUntil) = bot.Circuit.Snapshot();
            return state with { Circuit = circuit, OpenUntil = openUntil, Probe = null };
        });
    }

    /// <summary>The probe ended without deciding; another run may take it, here or on another node.</summary>
    private void ProbeFreed(string bot, Guid run)
        => WriteInBackground(bot, state => state.Probe?.ExecutionId == run ? state with { Probe = null } : state);

    private void SetPause(BotRuntime bot, BotPause? pause)
    {
        var wasPaused = bot.Pause.Current is not null;
        bot.Pause.Set(pause);
        if (pause is not null)
        {
            Log.Paused(_logger, bot.Name, pause.By, pause.Reason);
        }
        else if (wasPaused)
        {
            Log.Resumed(_logger, bot.Name);
        }
    }

    private void WriteInBackground(string bot, Func<BotStateRecord, BotStateRecord> change)
    {
        lock (_lock)
        {
            _writes.Add(Expect(bot), change);
        }
    }

    private WatchedBot Watched(string bot)
    {
        lock (_lock)
        {
            return _bots[bot];
        }
    }

    /// <summary>Until its write has ended, a change made here is not overwritten by an older state.</summary>
    private WatchedBot Expect(string bot)
    {
        lock (_lock)
        {
            var watched = _bots[bot];
            watched.Unwritten++;
            return watched;
        }
    }

    private async ValueTask WriteAsync(WatchedBot watched, Func<BotStateRecord, BotStateRecord> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = await _store.ReadAsync(watched.Bot.Name, cancellationToken).ConfigureAwait(false);
            var changed = change(state);
            changed = ReferenceEquals(changed, state) ? state : changed with { Version = state.Version + 1 };
            if (changed == state || await _store.TryWriteAsync(watched.Bot.Name, changed, cancellationToken).ConfigureAwait(false))
            {
                Settle(watched, changed);
                return;
            }
        }
    }

    private void Settle(WatchedBot watched, BotStateRecord written)
    {
        lock (_lock)
        {
            watched.Unwritten--;
            watched.Adopt(written, _clock.GetUtcNow());
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(PollEvery, _clock);
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
            foreach (var (name, state) in await _store.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                lock (_lock)
                {
                    if (_bots.TryGetValue(name, out var watched))
                    {
                        watched.Adopt(state, _clock.GetUtcNow());
                    }
                }
            }
        }
#pragma warning disable CA1031 // Loss of BotKit's own store stops no bot; the next round tries again, and at the stop nobody waits for it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                Log.StatesNotRead(_logger, exception);
            }
        }
    }

    private async Task ReadAsync(WatchedBot watched)
    {
        try
        {
            var state = await _store.ReadAsync(watched.Bot.Name, CancellationToken.None).ConfigureAwait(false);
            lock (_lock)
            {
                watched.Adopt(state, _clock.GetUtcNow());
            }
        }
#pragma warning disable CA1031 // Loss of BotKit's own store stops no bot.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.StatesNotRead(_logger, exception);
        }
    }
}
