using BotKit.Notifications.Content;

namespace BotKit.Notifications.Delivery;

/// <summary>Sends messages without the queue: where there is none, or while the store is away. Digests wait in memory until they are due.</summary>
internal sealed class DirectDelivery(IReadOnlyDictionary<string, DirectLane> lanes, TimeProvider clock) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Held> _held = [];

    /// <summary>Told of alerts that were held back, when they are on their way.</summary>
    public Action<IReadOnlyList<BotAlert>>? Released { get; set; }

    public void Send(string channel, Notice notice) => lanes[channel].TrySend(notice);

    /// <summary>Adds an alert to a digest that goes later.</summary>
    public void Hold(string channel, string id, NoticeKind kind, BotAlert alert, DateTimeOffset due)
    {
        lock (_gate)
        {
            if (!_held.TryGetValue(id, out var held))
            {
                var wait = due - clock.GetUtcNow();
                _held.Add(id, held = new Held(channel, kind));
                held.Timer = clock.CreateTimer(_ => Release(id), null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }

            if (!held.Content.Holds(alert))
            {
                held.Content = held.Content.With(alert);
            }
        }
    }

    public bool Holds(BotAlert alert)
    {
        lock (_gate)
        {
            return _held.Values.Any(held => held.Content.Holds(alert));
        }
    }

    /// <summary>What was collected because there was so much of it goes at once; what quiet hours hold stays where it is.</summary>
    public void ReleaseDigests()
    {
        List<string> ids;
        lock (_gate)
        {
            ids = [.. _held.Where(static held => held.Value.Kind == NoticeKind.Digest).Select(static held => held.Key)];
        }

        ids.ForEach(Release);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var held in _held.Values)
            {
                held.Timer?.Dispose();
            }

            _held.Clear();
        }
    }

    private void Release(string id)
    {
        Held? held;
        lock (_gate)
        {
            if (!_held.Remove(id, out held))
            {
                return;
            }
        }

        held.Timer?.Dispose();
        var shown = held.Content.Alerts.Take(Notice.MaxShown).Reverse().ToList();
        lanes[held.Channel].TrySend(new Notice(id, held.Kind, shown, held.Content.Total));
        Released?.Invoke(held.Content.Alerts);
    }

    private sealed class Held(string channel, NoticeKind kind)
    {
        public string Channel { get; } = channel;

        public NoticeKind Kind { get; } = kind;

        public DigestContent Content { get; set; } = DigestContent.Empty;

        public ITimer? Timer { get; set; }
    }
}
