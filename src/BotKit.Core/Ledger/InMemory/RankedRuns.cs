using System.Collections;

namespace BotKit.Ledger;

/// <summary>
/// Runs that are due, by rank, and by arrival among equals. Nearly all come in the order in which they go, so those stand in a queue;
/// only what goes before one that came earlier is sorted. Guarded by the store's lock.
/// </summary>
internal sealed class RankedRuns : IReadOnlyCollection<HeldRun>
{
    private const long Sorted = -1;
    private const int Slack = 64;

    private static readonly Comparer<HeldRun> ByRank = Comparer<HeldRun>.Create(
        static (a, b) => a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank) : a.Arrival.CompareTo(b.Arrival));

    private readonly SortedSet<HeldRun> _sorted = new(ByRank);

    // Whoever leaves from the middle leaves an empty place; the first one is never empty.
    private Ring<HeldRun?> _queue = NewQueue();
    private int _empty;
    private long _arrivals;
    private long _lastRank;

    public int Count => _queue.Count - _empty + _sorted.Count;

    /// <summary>The first of them.</summary>
    public HeldRun? First
        => _queue.Count == 0 ? _sorted.Min
        : _sorted.Min is { } sorted && ByRank.Compare(sorted, _queue.Oldest) < 0 ? sorted
        : _queue.Oldest;

    public void Add(HeldRun run)
    {
        run.Arrival = ++_arrivals;
        if (_queue.Count > 0 && run.Rank < _lastRank)
        {
            run.Place = Sorted;
            _sorted.Add(run);
        }
        else
        {
            Append(run);
            _lastRank = run.Rank;
        }
    }

    /// <summary>Takes out one that is in.</summary>
    public void Remove(HeldRun run)
    {
        if (run.Place == Sorted)
        {
            _sorted.Remove(run);
            return;
        }

        _queue.Replace(run.Place, null);
        _empty++;
        while (_queue.Count > 0 && _queue.Oldest is null)
        {
            _queue.DropOldest();
            _empty--;
        }

        if (_empty > Slack + (_queue.Count / 2))
        {
            var queue = _queue;
            _queue = NewQueue();
            _empty = 0;
            for (var place = queue.First; place < queue.Next; place++)
            {
                if (queue[place] is { } waiting)
                {
                    Append(waiting);
                }
            }
        }
    }

    public IEnumerator<HeldRun> GetEnumerator()
    {
        using var sorted = _sorted.GetEnumerator();
        var hasSorted = sorted.MoveNext();
        for (var place = _queue.First; place < _queue.Next; place++)
        {
            if (_queue[place] is not { } run)
            {
                continue;
            }

            for (; hasSorted && ByRank.Compare(sorted.Current, run) < 0; hasSorted = sorted.MoveNext())
            {
                yield return sorted.Current;
            }

            yield return run;
        }

        for (; hasSorted; hasSorted = sorted.MoveNext())
        {
            yield return sorted.Current;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Ring<HeldRun?> NewQueue() => new(int.MaxValue, long.MaxValue);

    private void Append(HeldRun run)
    {
        run.Place = _queue.Next;
        _queue.Add(run, 0);
    }
}
