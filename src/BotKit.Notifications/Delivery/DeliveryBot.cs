using BotKit.Notifications.Channels;
using BotKit.Notifications.Content;
using BotKit.Notifications.Options;

namespace BotKit.Notifications.Delivery;

/// <summary>Sends the messages of one channel out of the queue. Its failures never raise an alert, which would have to be sent in its turn.</summary>
internal sealed class DeliveryBot(ChannelDirectory channels, ChannelSend send, DigestShelf shelf, IBotAlertStore alerts) : BaseBot<DeliveryInput, DeliveryReport>
{
    protected override async ValueTask<DeliveryReport> ExecuteAsync(DeliveryInput input, BotContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await DeliverAsync(input, context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (BotException or OperationCanceledException))
        {
            throw new BotException("notification_failed", "The message could not be sent.", exception) { IsTransient = true };
        }
    }

    private async Task<DeliveryReport> DeliverAsync(DeliveryInput input, BotContext context, CancellationToken cancellationToken)
    {
        if (context.IsDryRun)
        {
            return new DeliveryReport("dry_run", 0);
        }

        var name = ChannelName.OfBot(context.Bot);
        var notice = input.Alert is { } alert
            ? await OneAsync(input, alert, cancellationToken).ConfigureAwait(false)
            : await DigestAsync(name, input, cancellationToken).ConfigureAwait(false);
        if (notice is null)
        {
            return new DeliveryReport(input.Alert is null ? "empty" : "acknowledged", 0);
        }

        var progress = await QueueProgress.LoadAsync(context, cancellationToken).ConfigureAwait(false);
        var outcome = await send.TryAsync(channels.Get(name), notice, progress, cancellationToken).ConfigureAwait(false);
        return outcome.Status switch
        {
            SendStatus.Sent => new DeliveryReport("sent", notice.Total),
            SendStatus.Again => throw new BotException("notification_delayed", outcome.Reason)
            {
                IsTransient = true,
                RetryAfter = send.DelayOf(progress.State.Tries, outcome.RetryAfter),
            },
            _ => throw new BotException("notification_failed", outcome.Reason),
        };
    }

    private async Task<Notice?> OneAsync(DeliveryInput input, BotAlert alert, CancellationToken cancellationToken)
    {
        if (input.Kind == NoticeKind.Escalation
            && await alerts.FindAsync(alert.Id, cancellationToken).ConfigureAwait(false) is { AcknowledgedAt: not null })
        {
            return null;
        }

        return new Notice(input.Id, input.Kind, [alert], 1);
    }

    private async Task<Notice?> DigestAsync(string channel, DeliveryInput input, CancellationToken cancellationToken)
    {
        var content = await shelf.SealAsync(channel, input.Id, cancellationToken).ConfigureAwait(false);
        var shown = new List<BotAlert>();
        var acknowledged = 0;
        foreach (var alert in content.Alerts)
        {
            // As it is now: how often it was raised since, and whether somebody knows already.
            var now = await alerts.FindAsync(alert.Id, cancellationToken).ConfigureAwait(false) ?? alert;
            if (now.AcknowledgedAt is not null)
            {
                acknowledged++;
            }
            else if (shown.Count < Notice.MaxShown)
            {
                shown.Add(now);
            }
        }

        shown.Reverse();
        return shown.Count == 0 ? null : new Notice(input.Id, input.Kind, shown, content.Total - acknowledged);
    }
}
