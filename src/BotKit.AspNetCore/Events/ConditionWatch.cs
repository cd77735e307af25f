using BotKit.AspNetCore.Endpoints;
using BotKit.Notifications;

namespace BotKit.AspNetCore.Events;

/// <summary>Tells which bots were paused, resumed or changed their circuit since the last look, and which alerts are new.</summary>
internal sealed class ConditionWatch(IBotManager manager, IBotAlertStore alerts)
{
    private const int MaxAlerts = 50;
    private readonly Dictionary<string, BotStateBody> _states = new(StringComparer.Ordinal);
    private HashSet<Guid>? _alerts;

    public IReadOnlyList<BotStateAnswerBody> LookAtBots()
    {
        var changed = new List<BotStateAnswerBody>();
        foreach (var bot in manager.Bots)
        {
            var state = BotStateBody.Of(manager.GetState(bot.Name));
            // How many runs are in progress changes all the time.
            var condition = state with { Running = 0, Abandoned = 0 };
            if (_states.TryGetValue(bot.Name, out var before) && before != condition)
            {
                changed.Add(new(bot.Name, state));
            }

            _states[bot.Name] = condition;
        }

        return changed;
    }

    public async ValueTask<IReadOnlyList<BotAlert>> LookAtAlertsAsync(CancellationToken cancellationToken)
    {
        var newest = await alerts.ListAsync(MaxAlerts, cancellationToken).ConfigureAwait(false);
        var raised = _alerts is null ? [] : newest.Where(alert => !_alerts.Contains(alert.Id)).Reverse().ToList();
        _alerts = [.. newest.Select(static alert => alert.Id)];
        return raised;
    }
}
