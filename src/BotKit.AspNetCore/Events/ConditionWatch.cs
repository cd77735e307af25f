using BotKit.AspNetCore.Endpoints;
using BotKit.Notifications;

namespace BotKit.AspNetCore.Events;

/// <summary>Tells which bots were paused, resumed or changed their circuit since the last look, and which alerts are new or were acknowledged.</summary>
internal sealed class ConditionWatch(IBotManager manager, IBotAlertStore alerts)
{
    private const int MaxAlerts = 50;

    // The instant at which a circuit lets a probe through is reckoned from two clocks at each look.
    private static readonly TimeSpan SameInstant = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, BotStateBody> _states = new(StringComparer.Ordinal);
    private Dictionary<Guid, bool>? _alerts;

    public IReadOnlyList<BotStateAnswerBody> LookAtBots()
    {
        var changed = new List<BotStateAnswerBody>();
        foreach (var bot in manager.Bots)
        {
            var state = BotStateBody.Of(manager.GetState(bot.Name));
            // How many runs are in progress changes all the time.
            var condition = state with { Running = 0, Abandoned = 0 };
            if (_states.TryGetValue(bot.Name, out var before))
            {
                if ((condition.CircuitOpenUntil - before.CircuitOpenUntil)?.Duration() < SameInstant)
                {
                    condition = condition with { CircuitOpenUntil = before.CircuitOpenUntil };
                }

                if (before != condition)
                {
                    changed.Add(new(bot.Name, state));
                }
            }

            _states[bot.Name] = condition;
        }

        return changed;
    }

    public async ValueTask<IReadOnlyList<(string Name, BotAlert Alert)>> LookAtAlertsAsync(CancellationToken cancellationToken)
    {
        var newest = await alerts.ListAsync(MaxAlerts, cancellationToken).ConfigureAwait(false);
        var changed = new List<(string, BotAlert)>();
        foreach (var alert in _alerts is null ? [] : newest.Reverse())
        {
            if (!_alerts!.TryGetValue(alert.Id, out var wasAcknowledged))
            {
                changed.Add((EventNames.AlertRaised, alert));
            }
            else if (alert.AcknowledgedAt is not null && !wasAcknowledged)
            {
                changed.Add((EventNames.AlertAcknowledged, alert));
            }
        }

        _alerts = newest.ToDictionary(static alert => alert.Id, static alert => alert.AcknowledgedAt is not null);
        return changed;
    }
}
