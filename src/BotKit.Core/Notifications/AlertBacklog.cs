namespace BotKit.Notifications;

/// <summary>What could not be stored yet, in order; repeats of one bot and code that the store was not asked about share a place.</summary>
internal sealed class AlertBacklog(int capacity)
{
    private readonly LinkedList<RaisedAlert> _waiting = new();
    private readonly Dictionary<(string Bot, string Code), LinkedListNode<RaisedAlert>> _repeats = [];

    public bool IsEmpty => _waiting.Count == 0;

    public RaisedAlert? First => _waiting.First?.Value;

    public bool TryAdd(RaisedAlert raised)
    {
        var key = (raised.Alert.Bot, raised.Alert.Code);
        if (!raised.IsFirst && _repeats.TryGetValue(key, out var repeat) && !repeat.Value.WasTried)
        {
            var alert = repeat.Value.Alert;
            repeat.Value = repeat.Value with { Alert = alert with { Count = alert.Count + raised.Alert.Count, LastAt = raised.Alert.LastAt } };
            return true;
        }

        if (_waiting.Count >= capacity)
        {
            return false;
        }

        var node = _waiting.AddLast(raised);
        if (raised.IsFirst)
        {
            // What comes after it is counted into it.
            _repeats.Remove(key);
        }
        else
        {
            _repeats[key] = node;
        }

        return true;
    }

    /// <summary>The store is about to be asked about the first: from now on it does not change.</summary>
    public void MarkTried()
    {
        if (_waiting.First is { } first)
        {
            first.Value = first.Value with { WasTried = true };
        }
    }

    public void RemoveFirst()
    {
        if (_waiting.First is { } first)
        {
            var key = (first.Value.Alert.Bot, first.Value.Alert.Code);
            if (_repeats.TryGetValue(key, out var repeat) && repeat == first)
            {
                _repeats.Remove(key);
            }

            _waiting.RemoveFirst();
        }
    }

    public IReadOnlyList<RaisedAlert> TakeAll()
    {
        var all = _waiting.ToList();
        _waiting.Clear();
        _repeats.Clear();
        return all;
    }
}
