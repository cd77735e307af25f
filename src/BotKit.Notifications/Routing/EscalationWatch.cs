using BotKit.Notifications.Content;
using BotKit.Notifications.Delivery;
using BotKit.Notifications.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.Notifications.Routing;

/// <summary>
/// Looks at alerts that nobody has acknowledged: tells the next people when it is time, and hands over what a lost node did not.
/// Every node looks; each step happens once.
/// </summary>
internal sealed class EscalationWatch(
    RoutePlan plan, AlertRouter router, QueueDelivery queue, DirectDelivery direct, AlertMarks marks, IBotAlertStore store, TimeProvider clock, ILogger logger)
{
    private const int MaxAlerts = 1_000;

    /// <summary>How old an alert must be before another node hands it over.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LooksBack = TimeSpan.FromHours(48);

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var alerts = await store.ListAsync(new BotAlertQuery { IsAcknowledged = false, Count = MaxAlerts }, cancellationToken).ConfigureAwait(false);
            var now = clock.GetUtcNow();
            foreach (var alert in alerts.Where(alert => alert.FirstAt > now - LooksBack).Reverse())
            {
                await LookAtAsync(alert, now, cancellationToken).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // The next look is soon.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.NotLooked(logger, exception);
        }
    }

    private async Task LookAtAsync(BotAlert alert, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (plan.Find(alert) is not { } route)
        {
            return;
        }

        if (alert.EscalationLevel == 0)
        {
            await HandOverAsync(alert, route, now, cancellationToken).ConfigureAwait(false);
            return;
        }

        var step = alert.EscalationLevel - 1;
        if (step < route.Escalation.Count && now >= route.DueAt(alert, step))
        {
            await EscalateAsync(alert, route.Escalation[step], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task HandOverAsync(BotAlert alert, AlertRoute route, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (marks.IsHandedOver(alert))
        {
            await marks.TryMarkAsync(alert, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (now - alert.FirstAt < LostAfter || direct.Holds(alert))
        {
            return;
        }

        // In the queue a message has a key, so that two nodes make one of it; without it, whoever marks the alert sends it.
        var viaQueue = queue.IsThere;
        if (viaQueue || await marks.TryMarkAsync(alert, cancellationToken).ConfigureAwait(false))
        {
            Log.Recovered(logger, alert.Id);
            if (await router.DispatchAsync(alert, route, viaQueue, cancellationToken).ConfigureAwait(false))
            {
                await marks.HandedOverAsync([alert]).ConfigureAwait(false);
            }
        }
    }

    private async Task EscalateAsync(BotAlert alert, NotificationEscalation step, CancellationToken cancellationToken)
    {
        var level = alert.EscalationLevel + 1;
        var escalated = alert with { EscalationLevel = level };
        var inputs = step.Channels.Distinct(StringComparer.Ordinal)
            .Select(channel => (Channel: channel, Input: new DeliveryInput(NoticeId.OfEscalation(alert, channel, level), NoticeKind.Escalation, escalated)))
            .ToList();

        // Into the queue first: a node that is lost in between leaves it to the next, and the keys make one of both.
        var left = new List<(string Channel, DeliveryInput Input)>();
        foreach (var each in inputs)
        {
            if (!await queue.TrySendAsync(each.Channel, each.Input, cancellationToken).ConfigureAwait(false))
            {
                left.Add(each);
            }
        }

        if (!await store.TryEscalateAsync(alert.Id, level, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        Log.Escalated(logger, alert.Id, level - 1);
        foreach (var (channel, input) in left)
        {
            await router.SendAsync(channel, input, viaQueue: false, cancellationToken).ConfigureAwait(false);
        }
    }
}
