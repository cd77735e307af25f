using System.Globalization;
using BotKit.Notifications.Content;
using BotKit.Notifications.Delivery;
using BotKit.Notifications.Diagnostics;
using BotKit.Notifications.Options;
using Microsoft.Extensions.Logging;

namespace BotKit.Notifications.Routing;

/// <summary>Takes every alert and hands it to the channels of its route: now, with a digest, or when quiet hours end.</summary>
internal sealed class AlertRouter : IBotNotifier, IAlertRelay
{
    private readonly RoutePlan _plan;
    private readonly QueueDelivery _queue;
    private readonly DirectDelivery _direct;
    private readonly AlertMarks _marks;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Dictionary<string, BurstGauge> _gauges;
    private readonly string _node;

    public AlertRouter(
        NotificationOptions options, RoutePlan plan, ChannelDirectory channels, QueueDelivery queue, DirectDelivery direct, AlertMarks marks, TimeProvider clock, ILogger logger)
    {
        _plan = plan;
        _queue = queue;
        _direct = direct;
        _marks = marks;
        _clock = clock;
        _logger = logger;
        _gauges = channels.Names.ToDictionary(name => name, _ => new BurstGauge(options.DigestAfter, options.DigestWindow, clock), StringComparer.Ordinal);

        // Digests are of one node, and so are their ids.
        _node = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N")[^8..];
        direct.Released = alerts => _ = marks.HandedOverAsync(alerts);
    }

    public async ValueTask NotifyAsync(BotAlert alert, CancellationToken cancellationToken)
    {
        if (ChannelName.IsOfChannel(alert.Bot))
        {
            // Of a channel's own bot, if it should ever come to that: it would have to be sent through the channel that failed.
            return;
        }

        if (_plan.Find(alert) is not { } route)
        {
            Log.NotRouted(_logger, alert.Code, alert.Bot);
            return;
        }

        // The loss of the store is not told through the store.
        var viaQueue = !(alert.Bot == BotAlert.Host && alert.Code == BotErrorCodes.StoreUnavailable);
        if (await DispatchAsync(alert, route, viaQueue, cancellationToken).ConfigureAwait(false))
        {
            await _marks.HandedOverAsync([alert]).ConfigureAwait(false);
        }
    }

    /// <summary>Hands an alert to the channels of its route.</summary>
    /// <returns>Whether it is on its way; otherwise it is held in memory.</returns>
    public async ValueTask<bool> DispatchAsync(BotAlert alert, AlertRoute route, bool viaQueue, CancellationToken cancellationToken)
    {
        var isOnItsWay = true;
        var heldUntil = route.HeldUntil(alert, _clock.GetUtcNow());
        foreach (var channel in route.Channels)
        {
            if (heldUntil is { } until)
            {
                isOnItsWay &= await HoldAsync(channel, $"held.{channel}.{Stamp(until)}", NoticeKind.HeldBack, alert, until, viaQueue, cancellationToken).ConfigureAwait(false);
            }
            else if (_gauges[channel].Add() is { } due)
            {
                isOnItsWay &= await HoldAsync(channel, $"digest.{channel}.{Stamp(due)}.{_node}", NoticeKind.Digest, alert, due, viaQueue, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await SendAsync(channel, new DeliveryInput(NoticeId.Of(alert, channel), NoticeKind.Alert, alert), viaQueue, cancellationToken).ConfigureAwait(false);
            }
        }

        return isOnItsWay;
    }

    /// <summary>Sends one message.</summary>
    public async ValueTask SendAsync(string channel, DeliveryInput input, bool viaQueue, CancellationToken cancellationToken)
    {
        if (!viaQueue || !await _queue.TrySendAsync(channel, input, cancellationToken).ConfigureAwait(false))
        {
            _direct.Send(channel, new Notice(input.Id, input.Kind, [input.Alert!], 1));
        }
    }

    private static string Stamp(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private async ValueTask<bool> HoldAsync(
        string channel, string id, NoticeKind kind, BotAlert alert, DateTimeOffset due, bool viaQueue, CancellationToken cancellationToken)
    {
        if (viaQueue && await _queue.TryHoldAsync(channel, id, kind, alert, due, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        _direct.Hold(channel, id, kind, alert, due);
        return false;
    }
}
