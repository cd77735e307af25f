using BotKit.Ledger;

namespace BotKit.Notifications;

/// <summary>Keeps the newest alerts of this process; they do not survive a restart.</summary>
internal sealed class InMemoryBotAlertStore(TimeProvider timeProvider) : IBotAlertStore
{
    /// <summary>Alerts at most; the oldest make room.</summary>
    public const int MaxAlerts = 1_000;

    private readonly Lock _gate = new();
    private readonly List<BotAlert> _alerts = [];

    public ValueTask<BotAlertRaised> RaiseAsync(BotAlert alert, TimeSpan window, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (IndexOf(alert.Id) is >= 0 and var own)
            {
                _alerts[own] = _alerts[own] with { EscalationLevel = Math.Max(_alerts[own].EscalationLevel, alert.EscalationLevel) };
                return new(new BotAlertRaised(_alerts[own], IsFirst: true));
            }

            var now = timeProvider.GetUtcNow();
            alert = alert with { FirstAt = Earlier(alert.FirstAt, now), LastAt = Earlier(alert.LastAt, now) };
            var last = _alerts.FindLastIndex(kept => kept.Bot == alert.Bot && kept.Code == alert.Code);
            if (last >= 0 && AlertRule.IsCountedInto(_alerts[last], alert, window))
            {
                var counted = _alerts[last];
                _alerts[last] = counted with
                {
                    Count = counted.Count + alert.Count,
                    LastAt = alert.LastAt > counted.LastAt ? alert.LastAt : counted.LastAt,
                };
                return new(new BotAlertRaised(_alerts[last], IsFirst: false));
            }

            var added = last < 0 ? alert : alert with { SuppressedBefore = Math.Max(alert.SuppressedBefore, _alerts[last].Count - 1) };
            Add(added);
            return new(new BotAlertRaised(added, IsFirst: true));
        }
    }

    public ValueTask SaveAsync(BotAlert alert, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (IndexOf(alert.Id) is >= 0 and var index)
            {
                _alerts[index] = alert;
            }
            else
            {
                Add(alert);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<BotAlert?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(IndexOf(id) is >= 0 and var index ? _alerts[index] : null);
        }
    }

    public ValueTask<IReadOnlyList<BotAlert>> ListAsync(int count, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(count);
        lock (_gate)
        {
            var newest = _alerts.GetRange(Math.Max(0, _alerts.Count - count), Math.Min(count, _alerts.Count));
            newest.Reverse();
            return new(newest);
        }
    }

    public ValueTask<IReadOnlyList<BotAlert>> ListAsync(BotAlertQuery query, CancellationToken cancellationToken)
    {
        query.ThrowIfInvalid();
        lock (_gate)
        {
            var matching = _alerts.FindAll(query.Matches);
            matching.Sort(static (a, b) => UuidOrder.Compare(b.Id, a.Id));
            return new(matching.Count > query.Count ? matching.GetRange(0, query.Count) : matching);
        }
    }

    public ValueTask<BotAlert?> AcknowledgeAsync(Guid id, string by, string? note, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (IndexOf(id) is not (>= 0 and var index))
            {
                return new((BotAlert?)null);
            }

            if (_alerts[index].AcknowledgedAt is null)
            {
                _alerts[index] = _alerts[index] with { AcknowledgedAt = timeProvider.GetUtcNow(), AcknowledgedBy = by, AcknowledgeNote = note };
            }

            return new(_alerts[index]);
        }
    }

    public ValueTask<bool> TryEscalateAsync(Guid id, int level, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        lock (_gate)
        {
            if (IndexOf(id) is not (>= 0 and var index) || _alerts[index].EscalationLevel != level - 1 || _alerts[index].AcknowledgedAt is not null)
            {
                return new(false);
            }

            _alerts[index] = _alerts[index] with { EscalationLevel = level };
            return new(true);
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private int IndexOf(Guid id) => _alerts.FindLastIndex(kept => kept.Id == id);

    private void Add(BotAlert alert)
    {
        if (_alerts.Count == MaxAlerts)
        {
            _alerts.RemoveAt(0);
        }

        _alerts.Add(alert);
    }
}
