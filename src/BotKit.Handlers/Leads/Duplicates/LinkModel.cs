namespace BotKit.Handlers.Leads;

/// <summary>
/// Probabilistic record linkage (Fellegi and Sunter 1969) without labels. How often two different persons agree is counted on
/// random pairs; how often two rows of one person agree, and how many such pairs there are, is learnt by expectation
/// maximisation (Winkler 1988) over the patterns of the compared pairs.
/// </summary>
internal sealed class LinkModel
{
    private const int Rounds = 100;
    private const int RandomPairs = 50_000;

    /// <summary>What is believed of one person's rows before any is seen, worth so many pairs.</summary>
    private const double PriorPairs = 10;

    private static readonly double[] PriorMatch = [0, .85, .08, .03, .04];

    private readonly double[][] _match;
    private readonly double[][] _unmatch;

    private LinkModel(double[][] match, double[][] unmatch, double share) => (_match, _unmatch, Share) = (match, unmatch, share);

    /// <summary>The share of all pairs of rows that are of one person.</summary>
    public double Share { get; private set; }

    public double MatchOf(int column, int level) => _match[column][level];

    public double UnmatchOf(int column, int level) => _unmatch[column][level];

    public static LinkModel Learn(IReadOnlyList<ComparedColumn> columns, int rows, List<ComparedPair> pairs, int seed, CancellationToken cancellationToken)
    {
        var total = rows * (rows - 1d) / 2;
        var unmatch = CountRandomPairs(columns, rows, seed, cancellationToken);
        var match = columns.Select(static _ => PriorMatch.ToArray()).ToArray();
        var model = new LinkModel(match, unmatch, Math.Clamp(.05 * rows / total, 1e-12, .5));
        var patterns = pairs.GroupBy(static pair => pair.Pattern).Select(static group => (Levels: group.Key, Count: group.Count())).OrderBy(static group => group.Levels).ToArray();
        var levels = new byte[patterns.Length][];
        for (var index = 0; index < patterns.Length; index++)
        {
            levels[index] = new byte[columns.Count];
            ComparedPair.Decode(patterns[index].Levels, levels[index]);
        }

        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var counts = columns.Select(static _ => PriorMatch.Select(static share => share * PriorPairs).ToArray()).ToArray();
            var matches = 0d;
            for (var index = 0; index < patterns.Length; index++)
            {
                var weight = patterns[index].Count * Probability(model.LogOdds(levels[index]));
                matches += weight;
                for (var column = 0; column < columns.Count; column++)
                {
                    counts[column][levels[index][column]] += weight;
                }
            }

            var change = Math.Abs(model.Share - matches / total) / model.Share;
            model.Take(counts, Math.Clamp(matches / total, 1e-12, .5));
            if (change < 1e-6)
            {
                break;
            }
        }

        return model;
    }

    /// <summary>The logarithm of the odds that two rows are of one person.</summary>
    public double LogOdds(ReadOnlySpan<byte> levels)
    {
        var odds = Math.Log(Share / (1 - Share));
        for (var column = 0; column < levels.Length; column++)
        {
            var level = levels[column];
            odds += level == Agreement.Unknown ? 0 : Math.Log(_match[column][level] / _unmatch[column][level]);
        }

        return odds;
    }

    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private void Take(double[][] counts, double share)
    {
        Share = share;
        for (var column = 0; column < counts.Length; column++)
        {
            var known = counts[column].Sum() - counts[column][Agreement.Unknown];
            for (var level = Agreement.Exact; level <= Agreement.Different; level++)
            {
                _match[column][level] = Math.Max(counts[column][level] / known, 1e-4);
            }
        }
    }

    private static double[][] CountRandomPairs(IReadOnlyList<ComparedColumn> columns, int rows, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var comparer = new PairComparer(columns);
        var levels = new byte[columns.Count];
        var counts = columns.Select(static _ => new double[Agreement.Count]).ToArray();
        var wanted = (int)Math.Min(RandomPairs, Math.Min(rows * (rows - 1L), 4_000_000L / columns.Count));
        for (var pair = 0; pair < wanted; pair++)
        {
            if (pair % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var one = random.Next(rows);
            var other = random.Next(rows - 1);
            comparer.Compare(one, other < one ? other : other + 1, levels);
            for (var column = 0; column < columns.Count; column++)
            {
                counts[column][levels[column]]++;
            }
        }

        return [.. columns.Select((column, index) => Shares(column, counts[index], rows))];
    }

    /// <summary>The shares of the levels; exact agreement, often too rare to be seen on random pairs, from the shares of the values.</summary>
    private static double[] Shares(ComparedColumn column, double[] counts, int rows)
    {
        var exact = 0d;
        for (var id = 0; id < column.DistinctCount; id++)
        {
            exact += column.ShareOf(id) * column.ShareOf(id);
        }

        exact = Math.Max(exact, 1d / rows / Math.Max(1, column.DistinctCount));
        var known = counts.Sum() - counts[Agreement.Unknown] - counts[Agreement.Exact];
        var shares = new double[Agreement.Count];
        shares[Agreement.Exact] = Math.Min(exact, .999);
        for (var level = Agreement.Close; level <= Agreement.Different; level++)
        {
            shares[level] = (1 - shares[Agreement.Exact]) * (counts[level] + (level == Agreement.Different ? 10 : .5)) / (known + 11);
        }

        return shares;
    }
}
