namespace BotKit.Handlers.Leads;

/// <summary>Compares all candidates on all cores, and keeps the pairs that agree in something.</summary>
internal static class PairFinder
{
    private const int RangeSize = 512;

    public static (List<ComparedPair> Pairs, long Compared) Find(
        IReadOnlyList<ComparedColumn> columns, BlockIndex blocks, int rows, Action<double> progress, CancellationToken cancellationToken)
    {
        var least = Math.Min(2, columns.Count);
        var ranges = (rows + RangeSize - 1) / RangeSize;
        var found = new List<ComparedPair>[ranges];
        var (compared, done) = (0L, 0);
        var gate = new Lock();
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, ranges, options, () => new Worker(columns, rows), (range, _, worker) =>
        {
            found[range] = worker.Find(blocks, range * RangeSize, Math.Min(rows, (range + 1) * RangeSize), least, cancellationToken);
            lock (gate)
            {
                progress((double)++done / ranges);
            }

            return worker;
        }, worker => Interlocked.Add(ref compared, worker.Compared));

        // In the order of the rows, whichever thread found them.
        var pairs = new List<ComparedPair>(found.Sum(static list => list.Count));
        foreach (var list in found)
        {
            pairs.AddRange(list);
        }

        return (pairs, compared);
    }

    private sealed class Worker(IReadOnlyList<ComparedColumn> columns, int rows)
    {
        private readonly PairComparer _comparer = new(columns);
        private readonly int[] _seen = new int[rows];
        private readonly List<int> _candidates = [];
        private readonly byte[] _levels = new byte[columns.Count];

        public long Compared { get; private set; }

        public List<ComparedPair> Find(BlockIndex blocks, int start, int end, int least, CancellationToken cancellationToken)
        {
            var pairs = new List<ComparedPair>();
            for (var row = start; row < end; row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                blocks.Candidates(row, _seen, _candidates);
                Compared += _candidates.Count;
                foreach (var other in _candidates)
                {
                    if (_comparer.Compare(row, other, _levels) >= least)
                    {
                        pairs.Add(new ComparedPair(row, other, ComparedPair.Encode(_levels)));
                    }
                }
            }

            return pairs;
        }
    }
}
