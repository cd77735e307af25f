namespace BotKit.Ledger;

/// <summary>The tallies of all bots, dropped by age and, beyond the cap, in the order in which they were opened.</summary>
/// <param name="gate">The ledger's lock, under which tallies change.</param>
/// <param name="maxRollups">Tallies at most.</param>
/// <param name="retention">How far back they reach.</param>
internal sealed class RollupTable(Lock gate, int maxRollups, TimeSpan retention)
{
    private readonly Dictionary<(string Bot, long Minute), MinuteTally> _tallies = [];
    private readonly Queue<MinuteTally> _byOpening = new();
    private readonly long _keptMinutes = (long)Math.Ceiling(retention.TotalMinutes);

    public MinuteTally TallyOf(BotAccount account, long minute)
        => account.Tally is { } tally && tally.Minute == minute ? tally : Open(account, minute);

    public IReadOnlyList<RunRollup> Read(DateTimeOffset from, DateTimeOffset to)
    {
        var first = Minutes.Of(from);
        var tallies = new List<MinuteTally>();
        lock (gate)
        {
            foreach (var tally in _byOpening)
            {
                if (tally.Minute >= first && Minutes.Start(tally.Minute) < to)
                {
                    tallies.Add(tally);
                }
            }
        }

        tallies.Sort(static (a, b) => a.Minute != b.Minute
            ? a.Minute.CompareTo(b.Minute)
            : string.CompareOrdinal(a.Account.Bot, b.Account.Bot));
        return tallies.ConvertAll(Read);
    }

    private RunRollup Read(MinuteTally tally)
    {
        lock (gate)
        {
            return tally.Read();
        }
    }

    private MinuteTally Open(BotAccount account, long minute)
    {
        lock (gate)
        {
            if (!_tallies.TryGetValue((account.Bot, minute), out var tally))
            {
                DropOld(minute);
                tally = new MinuteTally(account, minute);
                _tallies.Add((account.Bot, minute), tally);
                _byOpening.Enqueue(tally);
            }

            account.Tally = tally;
            return tally;
        }
    }

    private void DropOld(long minute)
    {
        while (_byOpening.TryPeek(out var oldest)
            && (_byOpening.Count >= maxRollups || oldest.Minute <= minute - _keptMinutes))
        {
            _byOpening.Dequeue();
            _tallies.Remove((oldest.Account.Bot, oldest.Minute));
            if (oldest.Account.Tally == oldest)
            {
                oldest.Account.Tally = null;
            }
        }
    }
}
