using BotKit.Diagnostics;
using BotKit.State;
using Microsoft.Extensions.Logging;

namespace BotKit.Execution;

/// <summary>
/// Writes changes of states in the background, one after another. What the store does not take is written again, while later
/// changes go on, until it takes it or the host stops.
/// </summary>
/// <param name="write">Writes a change; throws when the store does not take it.</param>
/// <param name="clock">The clock of the waits.</param>
/// <param name="logger">Tells of the first failure of a change, and of a loss.</param>
/// <param name="stopping">Ends the waiting; each change is tried once more then.</param>
internal sealed class StateWrites(
    Func<WatchedBot, Func<BotStateRecord, BotStateRecord>, CancellationToken, ValueTask> write, TimeProvider clock, ILogger logger, CancellationToken stopping)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Task _tried = Task.CompletedTask;
    private Task _repeated = Task.CompletedTask;

    /// <summary>Ends when every change made so far is stored, or was tried to be.</summary>
    public Task WhenTried
    {
        get
        {
            lock (_lock)
            {
                return _tried;
            }
        }
    }

    /// <summary>Ends when every change made so far is stored, or given up.</summary>
    public Task WhenDone => DoneAsync();

    public void Add(WatchedBot bot, Func<BotStateRecord, BotStateRecord> change)
    {
        lock (_lock)
        {
            _tried = TryAfterAsync(_tried, bot, change);
        }
    }

    private async Task DoneAsync()
    {
        await WhenTried.ConfigureAwait(false);
        Task repeated;
        lock (_lock)
        {
            repeated = _repeated;
        }

        await repeated.ConfigureAwait(false);
    }

    private async Task TryAfterAsync(Task earlier, WatchedBot bot, Func<BotStateRecord, BotStateRecord> change)
    {
        await earlier.ConfigureAwait(false);
        if (await TryAsync(bot, change).ConfigureAwait(false) is { } exception)
        {
            Log.StateNotStored(logger, exception, bot.Bot.Name);
            lock (_lock)
            {
                _repeated = RepeatAfterAsync(_repeated, bot, change);
            }
        }
    }

    private async Task RepeatAfterAsync(Task earlier, WatchedBot bot, Func<BotStateRecord, BotStateRecord> change)
    {
        await earlier.ConfigureAwait(false);
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            await Task.Delay(delay, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var isLast = stopping.IsCancellationRequested;
            if (await TryAsync(bot, change).ConfigureAwait(false) is null || isLast)
            {
                return;
            }
        }
    }

    private async ValueTask<Exception?> TryAsync(WatchedBot bot, Func<BotStateRecord, BotStateRecord> change)
    {
        try
        {
            await write(bot, change, CancellationToken.None).ConfigureAwait(false);
            return null;
        }
#pragma warning disable CA1031 // Loss of BotKit's own store stops no bot.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }
}
