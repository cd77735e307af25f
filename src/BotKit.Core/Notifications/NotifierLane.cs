using System.Threading.Channels;
using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.Notifications;

/// <summary>One notifier with a queue of its own, so that it delays nobody but itself.</summary>
/// <param name="notifier">Who tells people.</param>
/// <param name="timeProvider">The clock of the time limit.</param>
/// <param name="logger">A logger that does not throw.</param>
internal sealed class NotifierLane(IBotNotifier notifier, TimeProvider timeProvider, ILogger logger)
{
    /// <summary>How long one call may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Alerts that may wait for the notifier.</summary>
    public const int MaxWaiting = 1_000;

    /// <summary>Calls that may go on at a time: one, and those that did not end when they were given up.</summary>
    public const int MaxCalls = 4;

    private readonly Channel<OutgoingAlert> _waiting = Channel.CreateBounded<OutgoingAlert>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private int _calls;
    private long _failures;

    /// <summary>Alerts that were not delivered.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    public void Send(OutgoingAlert outgoing)
    {
        if (!_waiting.Writer.TryWrite(outgoing))
        {
            NotTaken(outgoing.Alert);
        }
    }

    public void Complete() => _waiting.Writer.TryComplete();

    public async Task RunAsync(CancellationToken stopping)
    {
        await foreach (var outgoing in _waiting.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (stopping.IsCancellationRequested || Volatile.Read(ref _calls) >= MaxCalls)
            {
                NotTaken(outgoing.Alert);
            }
            else
            {
                await DeliverAsync(outgoing, stopping).ConfigureAwait(false);
            }
        }
    }

    private async Task DeliverAsync(OutgoingAlert outgoing, CancellationToken stopping)
    {
        var alert = outgoing.Alert;
        var limit = new CancellationTokenSource(Limit, timeProvider);
        var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        var givingUp = either.Token;
        try
        {
            // On another thread, since it may block; and waited for no longer than allowed, since it may ignore its token.
            Interlocked.Increment(ref _calls);
            await Task.Run(CallAsync, CancellationToken.None).WaitAsync(givingUp).ConfigureAwait(false);
            if (notifier is not IAlertRelay)
            {
                outgoing.Delivered();
            }
        }
        catch (OperationCanceledException) when (givingUp.IsCancellationRequested)
        {
            Interlocked.Increment(ref _failures);
            Log.AlertTimedOut(logger, notifier.GetType(), alert.Code, alert.Bot);
        }
#pragma warning disable CA1031 // Whatever a notifier throws is logged and changes nothing else.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.Increment(ref _failures);
            Log.AlertFailed(logger, exception, notifier.GetType(), alert.Code, alert.Bot);
        }

        async Task CallAsync()
        {
            using (limit)
            using (either)
            {
                try
                {
                    await notifier.NotifyAsync(alert, givingUp).ConfigureAwait(false);
                }
                finally
                {
                    Interlocked.Decrement(ref _calls);
                }
            }
        }
    }

    private void NotTaken(BotAlert alert)
    {
        Interlocked.Increment(ref _failures);
        Log.AlertNotTaken(logger, notifier.GetType(), alert.Code, alert.Bot);
    }
}
