using System.Threading.Channels;
using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.Notifications;

/// <summary>Writes alerts to their store in the background, in order.</summary>
/// <param name="store">Where to.</param>
/// <param name="timeProvider">The clock of the time limit.</param>
/// <param name="logger">A logger that does not throw.</param>
internal sealed class AlertSaver(IBotAlertStore store, TimeProvider timeProvider, ILogger logger)
{
    /// <summary>Writes that may wait for the store.</summary>
    public const int MaxWaiting = 4_096;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Channel<BotAlert> _waiting = Channel.CreateBounded<BotAlert>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private long _failures;

    /// <summary>Writes that were lost.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    public void Save(BotAlert alert)
    {
        if (!_waiting.Writer.TryWrite(alert))
        {
            Lost(null, alert);
        }
    }

    public void Complete() => _waiting.Writer.TryComplete();

    public async Task RunAsync(CancellationToken stopping)
    {
        await foreach (var alert in _waiting.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            try
            {
                stopping.ThrowIfCancellationRequested();
                await Task.Run(() => store.SaveAsync(alert, stopping).AsTask(), CancellationToken.None)
                    .WaitAsync(Limit, timeProvider, stopping)
                    .ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever the store throws is logged; the next repeat writes the alert again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Lost(exception, alert);
            }
        }
    }

    private void Lost(Exception? exception, BotAlert alert)
    {
        Interlocked.Increment(ref _failures);
        Log.AlertNotStored(logger, exception, alert.Code, alert.Bot);
    }
}
