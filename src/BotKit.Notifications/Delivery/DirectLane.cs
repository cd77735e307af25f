using System.Threading.Channels;
using BotKit.Notifications.Channels;
using BotKit.Notifications.Content;
using BotKit.Notifications.Diagnostics;
using BotKit.Notifications.Health;
using Microsoft.Extensions.Logging;

namespace BotKit.Notifications.Delivery;

/// <summary>Sends the messages of one channel out of a bounded buffer in memory, one after the other, so that it delays nobody but itself.</summary>
internal sealed class DirectLane(
    IAlertChannel channel, ChannelSend send, int capacity, ChannelConditions conditions, NotificationMetrics metrics, TimeProvider clock, ILogger logger)
{
    private readonly Channel<Notice> _waiting = Channel.CreateBounded<Notice>(new BoundedChannelOptions(capacity) { SingleReader = true });

    public bool TrySend(Notice notice)
    {
        if (_waiting.Writer.TryWrite(notice))
        {
            return true;
        }

        Drop(notice);
        return false;
    }

    public void Complete() => _waiting.Writer.TryComplete();

    /// <param name="stopping">Gives up what still waits; it is dropped and counted.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        await foreach (var notice in _waiting.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            try
            {
                await DeliverAsync(notice, stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                Drop(notice);
            }
        }
    }

    private async Task DeliverAsync(Notice notice, CancellationToken stopping)
    {
        var progress = new MemoryProgress();
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            var outcome = await send.TryAsync(channel, notice, progress, stopping).ConfigureAwait(false);
            if (outcome.Status != SendStatus.Again)
            {
                return;
            }

            await Task.Delay(send.DelayOf(progress.State.Tries, outcome.RetryAfter), clock, stopping).ConfigureAwait(false);
        }
    }

    private void Drop(Notice notice)
    {
        conditions.Of(channel.Name).Dropped();
        metrics.Dropped(channel.Name, notice);
        Log.Dropped(logger, notice.Id, channel.Name);
    }
}
