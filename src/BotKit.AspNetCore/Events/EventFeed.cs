using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotKit.AspNetCore.Envelope;

namespace BotKit.AspNetCore.Events;

/// <summary>
/// Numbers events and tells them to everybody who listens. The last ones are kept, so that who was away for a moment misses
/// nothing. All members are safe for concurrent use.
/// </summary>
internal sealed class EventFeed
{
    public const int MaxKept = 4_096;
    private const int MaxPerCaller = 10;

    private readonly Lock _gate = new();
    private readonly List<EventListener> _listeners = [];
    private readonly Queue<BotEvent> _kept = new();
    private string _epoch = NewEpoch();
    private long _last;

    public int Listeners
    {
        get
        {
            lock (_gate)
            {
                return _listeners.Count;
            }
        }
    }

    /// <summary>The id of an event, as its listeners see it.</summary>
    public string IdOf(BotEvent happened) => $"{_epoch}-{happened.Number}";

    /// <summary>Begins to listen.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="bot">Only what concerns this bot; <see langword="null"/> for all.</param>
    /// <param name="after">The id of the last event that was told; <see langword="null"/> at first.</param>
    /// <param name="maxListeners">How many may listen at a time.</param>
    /// <param name="refused">429 when this caller listens too often at a time, 503 when too many do.</param>
    public EventListener? Listen(string caller, string? bot, string? after, int maxListeners, out int refused)
    {
        lock (_gate)
        {
            refused = _listeners.Count(listener => listener.Caller == caller) >= MaxPerCaller ? 429 : _listeners.Count >= maxListeners ? 503 : 0;
            if (refused != 0)
            {
                return null;
            }

            var (position, missed) = Resume(after);
            var listener = new EventListener(caller, bot, position, missed);
            _listeners.Add(listener);
            return listener;
        }
    }

    public void Leave(EventListener listener)
    {
        lock (_gate)
        {
            _listeners.Remove(listener);
        }
    }

    public void Tell<T>(string name, string? bot, T body, JsonTypeInfo<T> contract)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(body, contract);
        lock (_gate)
        {
            var happened = new BotEvent(++_last, name, bot, json);
            _kept.Enqueue(happened);
            if (_kept.Count > MaxKept)
            {
                _kept.Dequeue();
            }

            _listeners.RemoveAll(listener => !listener.Tell(happened));
        }
    }

    /// <summary>Forgets what was kept: from now on nobody watches, so there will be a gap.</summary>
    /// <returns>Whether nobody listens, and it was forgotten.</returns>
    public bool TryForget()
    {
        lock (_gate)
        {
            if (_listeners.Count > 0)
            {
                return false;
            }

            _kept.Clear();
            _epoch = NewEpoch();
            return true;
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _listeners.ForEach(static listener => listener.End());
            _listeners.Clear();
        }
    }

    // Who is told what it missed goes on from where it was until it has been told.
    private (string Position, IReadOnlyList<BotEvent> Missed) Resume(string? id)
    {
        var present = $"{_epoch}-{_last}";
        if (id is null || id == present)
        {
            return (present, []);
        }

        var isOurs = id.StartsWith(_epoch + "-", StringComparison.Ordinal);
        if (isOurs
            && long.TryParse(id.AsSpan(_epoch.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= _last
            && number >= _last - _kept.Count)
        {
            return ($"{_epoch}-{number}", [.. _kept.Where(happened => happened.Number > number)]);
        }

        var gap = JsonSerializer.SerializeToUtf8Bytes(new GapBody("Events were missed: read again what is shown."), ApiJson.Default.GapBody);
        return (present, [new(_last, EventNames.Gap, null, gap)]);
    }

    private static string NewEpoch() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
}
