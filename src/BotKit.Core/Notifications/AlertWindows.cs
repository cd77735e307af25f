namespace BotKit.Notifications;

/// <summary>Tells a first alert from a repeated one, by bot and code.</summary>
internal sealed class AlertWindows(AlertOptions options, TimeProvider timeProvider)
{
    /// <summary>The code shared by what does not fit under the cap.</summary>
    public const string OtherCode = "other";

    private const int MaxCodeLength = 100;
    private const int MaxMessageLength = 2_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Bot, string Code), AlertWindow> _windows = [];
    private readonly List<AlertWindow> _dirty = [];

    /// <summary>Counts an alert.</summary>
    /// <returns>The alert to send, when it is the first of its window; otherwise <see langword="null"/>.</returns>
    public BotAlert? Raise(string bot, BotFailure failure, Guid? executionId)
    {
        lock (_gate)
        {
            var now = timeProvider.GetUtcNow();
            var timestamp = timeProvider.GetTimestamp();
            var key = Key(bot, failure.Code, timestamp);
            if (_windows.TryGetValue(key, out var window) && !HasPassed(window.OpenedAt, timestamp))
            {
                window.Repeat(now, timestamp);
                Soil(window);
                return null;
            }

            var alert = new BotAlert(
                Guid.CreateVersion7(now), bot, key.Code, failure.Severity, Clip(failure.SafeMessage, MaxMessageLength), executionId,
                FirstAt: now, LastAt: now, Count: 1, SuppressedBefore: window is null ? 0 : window.Alert.Count - 1);
            _windows[key] = new AlertWindow(alert, timestamp);
            return alert;
        }
    }

    /// <summary>The alerts that were raised within the last window, the latest first.</summary>
    public IReadOnlyList<BotAlert> Active()
    {
        var active = new List<BotAlert>();
        lock (_gate)
        {
            var timestamp = timeProvider.GetTimestamp();
            foreach (var window in _windows.Values)
            {
                if (!window.IsEnded && !HasPassed(window.LastAt, timestamp))
                {
                    active.Add(window.Alert);
                }
            }
        }

        active.Sort(static (a, b) => b.LastAt.CompareTo(a.LastAt));
        return active;
    }

    /// <summary>Takes by how much counts grew since they were last taken: an alert each, with an id and a count of its own.</summary>
    public IReadOnlyList<BotAlert> TakeRepeated()
    {
        lock (_gate)
        {
            var alerts = _dirty.ConvertAll(static window => window.TakeRepeated());
            _dirty.Clear();
            return alerts;
        }
    }

    /// <summary>The store says which alert this node's is: one of another node, perhaps.</summary>
    public void Adopt(BotAlert stored)
    {
        lock (_gate)
        {
            if (_windows.TryGetValue((stored.Bot, stored.Code), out var window))
            {
                window.Adopt(stored.Id);
            }
        }
    }

    /// <summary>What an alert said is over: it is not active any more.</summary>
    public void End(string bot, string code)
    {
        lock (_gate)
        {
            if (_windows.TryGetValue((bot, code), out var window))
            {
                window.IsEnded = true;
            }
        }
    }

    private static string Clip(string text, int length) => text.Length <= length ? text : text[..length];

    private void Soil(AlertWindow window)
    {
        if (window.Repeated == 1)
        {
            _dirty.Add(window);
        }
    }

    private (string Bot, string Code) Key(string bot, string code, long timestamp)
    {
        var key = (bot, Clip(code, MaxCodeLength));
        if (_windows.Count < options.MaxKeys || _windows.ContainsKey(key))
        {
            return key;
        }

        foreach (var (ended, window) in _windows)
        {
            if (HasPassed(window.LastAt, timestamp) && HasPassed(window.OpenedAt, timestamp))
            {
                _windows.Remove(ended);
            }
        }

        return _windows.Count < options.MaxKeys ? key : (bot, OtherCode);
    }

    private bool HasPassed(long since, long timestamp) => timeProvider.GetElapsedTime(since, timestamp) >= options.Window;
}
