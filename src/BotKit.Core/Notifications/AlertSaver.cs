using System.Threading.Channels;
using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.Notifications;

/// <summary>
/// Asks the store of each alert, in the background and in order, whether it is sent. While the store does not answer this node's
/// own window decides, and what happened is stored when it is back.
/// </summary>
/// <param name="store">Who decides.</param>
/// <param name="window">How long a window is.</param>
/// <param name="send">Sends an alert.</param>
/// <param name="adopt">Told what an alert was counted into.</param>
/// <param name="timeProvider">The clock of the time limit.</param>
/// <param name="logger">A logger that does not throw.</param>
internal sealed class AlertSaver(
    IBotAlertStore store, TimeSpan window, Action<BotAlert> send, Action<BotAlert> adopt, TimeProvider timeProvider, ILogger logger)
{
    /// <summary>Alerts that may wait for the store.</summary>
    public const int MaxWaiting = 4_096;

    /// <summary>How long the store may take to decide.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>How often a store that did not answer is asked again.</summary>
    public static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    private readonly Channel<RaisedAlert> _waiting = Channel.CreateBounded<RaisedAlert>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly AlertBacklog _backlog = new(MaxWaiting);
    private Task? _stuck;
    private long _failures;

    /// <summary>Alerts that were not stored.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    public void Raise(RaisedAlert raised)
    {
        if (_waiting.Writer.TryWrite(raised))
        {
            return;
        }

        if (raised.IsFirst)
        {
            send(raised.Alert);
        }

        Lost(raised.Alert, null);
    }

    public void Complete() => _waiting.Writer.TryComplete();

    public async Task RunAsync(CancellationToken stopping)
    {
        var more = _waiting.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        Task? pause = null;
        while (true)
        {
            if (!_backlog.IsEmpty)
            {
                pause ??= Task.Delay(RetryEvery, timeProvider, CancellationToken.None);
                await Task.WhenAny(more, pause).ConfigureAwait(false);
                if (pause.IsCompleted)
                {
                    pause = null;
                    await RetryAsync(stopping).ConfigureAwait(false);
                }

                if (!more.IsCompleted)
                {
                    continue;
                }
            }

            if (!await more.ConfigureAwait(false))
            {
                break;
            }

            while (_waiting.Reader.TryRead(out var raised))
            {
                await DecideAsync(raised, stopping).ConfigureAwait(false);
            }

            more = _waiting.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        }

        await AnsweredAsync(stopping).ConfigureAwait(false);
        var last = await RetryAsync(stopping).ConfigureAwait(false);
        foreach (var raised in _backlog.TakeAll())
        {
            Lost(raised.Alert, last);
        }
    }

    /// <summary>The last try is not spent on a call that may be about to answer.</summary>
    private async Task AnsweredAsync(CancellationToken stopping)
    {
        if (!_backlog.IsEmpty && _stuck is { } stuck)
        {
            await stuck.WaitAsync(Limit, timeProvider, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DecideAsync(RaisedAlert raised, CancellationToken stopping)
    {
        if (_backlog.IsEmpty)
        {
            var failure = await TryAsync(raised, stopping).ConfigureAwait(false);
            if (failure is null)
            {
                return;
            }

            Log.AlertStoreAway(logger, failure);
            raised = raised with { WasTried = true };
        }

        if (raised.IsFirst)
        {
            send(raised.Alert);
        }

        var waiting = raised with { IsSent = raised.IsFirst, Alert = raised.IsFirst ? raised.Alert with { EscalationLevel = 1 } : raised.Alert };
        if (!_backlog.TryAdd(waiting))
        {
            Lost(raised.Alert, null);
        }
    }

    /// <summary>Stores what waits, until the store does not answer.</summary>
    /// <returns>Why not all of it, or <see langword="null"/>.</returns>
    private async Task<Exception?> RetryAsync(CancellationToken stopping)
    {
        while (_backlog.First is { } raised)
        {
            _backlog.MarkTried();
            if (await TryAsync(raised, stopping).ConfigureAwait(false) is { } failure)
            {
                return failure;
            }

            _backlog.RemoveFirst();
        }

        return null;
    }

    private async Task<Exception?> TryAsync(RaisedAlert raised, CancellationToken stopping)
    {
        try
        {
            var answer = await AskAsync(raised.Alert, stopping).ConfigureAwait(false);
            if (answer.IsFirst && !raised.IsSent)
            {
                send(answer.Alert);
            }

            adopt(answer.Alert);
            return null;
        }
#pragma warning disable CA1031 // Whatever the store throws, the alert is sent all the same and stored later.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }

    // One call at a time: a store that hangs holds one thread, not one for each try.
    private async Task<BotAlertRaised> AskAsync(BotAlert alert, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        if (_stuck is { IsCompleted: false })
        {
            throw new TimeoutException("The store has not answered an earlier call yet.");
        }

        using var limit = new CancellationTokenSource(Limit, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        var token = either.Token;
        var call = Task.Run(() => store.RaiseAsync(alert, window, token).AsTask(), CancellationToken.None);
        _stuck = call;
        return await call.WaitAsync(token).ConfigureAwait(false);
    }

    private void Lost(BotAlert alert, Exception? exception)
    {
        Interlocked.Increment(ref _failures);
        Log.AlertNotStored(logger, exception, alert.Code, alert.Bot);
    }
}
