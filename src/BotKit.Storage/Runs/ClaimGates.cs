using BotKit.Storage.Dialect;

namespace BotKit.Storage.Runs;

/// <summary>Pause and circuit of the bots, as a claim obeys them. What it does not allow stays queued, untouched.</summary>
internal sealed class ClaimGates(StoreSession session)
{
    private const string Find = """
        select b.bot, case when b.pause_reason is null then 0 else coalesce(b.pause_until, 9223372036854775807) end, b.circuit,
         coalesce(b.open_until, 0), case when b.probe_id is null then 0 else coalesce(b.probe_until, 0) end,
         case when exists (select 1 from bot_queue q where q.id = b.claim_probe and q.state = 2) then 1 else 0 end
        from bot b where b.pause_reason is not null or b.circuit <> 0
        """;

    private readonly Dictionary<string, Gate> _gates = new(StringComparer.Ordinal);

    public void Read()
    {
        _gates.Clear();
        using var reader = session.Sql(Find).Query();
        while (reader.Read())
        {
            _gates[reader.GetString(0)] = Of(
                session.Now, reader.GetInt64(1), (CircuitPosition)reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5) != 0);
        }
    }

    /// <summary>How many runs of a bot may start now.</summary>
    public int Allows(string bot) => _gates.TryGetValue(bot, out var gate) ? gate.Allowed : int.MaxValue;

    /// <summary>Whether a run of the bot that starts now is the probe of its circuit.</summary>
    public bool IsProbe(string bot) => _gates.TryGetValue(bot, out var gate) && gate.IsProbe;

    /// <summary>In how much time something becomes due, or a gate opens by itself.</summary>
    public TimeSpan? NextWork(long? nextDue)
    {
        var next = nextDue ?? long.MaxValue;
        foreach (var gate in _gates.Values)
        {
            next = gate.Allowed == 0 ? Math.Min(next, gate.OpensAt) : next;
        }

        return next == long.MaxValue ? null : TimeSpan.FromMilliseconds(Math.Max(0, next - session.Now));
    }

    private static Gate Of(long now, long pausedUntil, CircuitPosition circuit, long openUntil, long probeUntil, bool isProbing)
    {
        if (pausedUntil > now)
        {
            return new(0, pausedUntil, false);
        }

        return circuit switch
        {
            CircuitPosition.Closed => new(int.MaxValue, now, false),
            CircuitPosition.Isolated => new(0, long.MaxValue, false),
            _ when openUntil > now => new(0, openUntil, false),
            _ when probeUntil > now => new(0, probeUntil, false),
            _ when isProbing => new(0, long.MaxValue, false),
            _ => new(1, now, true),
        };
    }

    private readonly record struct Gate(int Allowed, long OpensAt, bool IsProbe);
}
