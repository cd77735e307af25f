namespace BotKit.Notifications;

/// <summary>Keeps the newest alerts of this process; they do not survive a restart.</summary>
internal sealed class InMemoryBotAlertStore : IBotAlertStore
{
    /// <summary>Alerts at most; the oldest make room.</summary>
    public const int MaxAlerts = 1_000;

    private readonly Lock _gate = new();
    private readonly List<BotAlert> _alerts = [];

    public ValueTask SaveAsync(BotAlert alert, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var index = _alerts.FindLastIndex(kept => kept.Id == alert.Id);
            if (index >= 0)
            {
                _alerts[index] = alert;
                return ValueTask.CompletedTask;
            }

            if (_alerts.Count == MaxAlerts)
            {
                _alerts.RemoveAt(0);
            }

            _alerts.Add(alert);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<BotAlert>> ListAsync(int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxAlerts);
        lock (_gate)
        {
            var newest = _alerts.GetRange(Math.Max(0, _alerts.Count - count), Math.Min(count, _alerts.Count));
            newest.Reverse();
            return new(newest);
        }
    }
}
