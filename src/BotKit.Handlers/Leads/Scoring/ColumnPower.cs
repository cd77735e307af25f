namespace BotKit.Handlers.Leads;

/// <summary>
/// How well one column alone tells the outcome, measured out of fold: each value (each of 20 bins of a number) is given the rate
/// of the other folds. What is known when a lead comes is never nearly the outcome; what somebody filled in afterwards is.
/// </summary>
internal static class ColumnPower
{
    private const int Bins = 20;
    private const int MinPureRows = 30;
    private const double Pure = .97;
    private const double MinLogOdds = 3;
    private const double Smoothing = 10;

    /// <summary>The area under the ROC curve of the column alone.</summary>
    public static double Auc(IReadOnlyList<string?> values, bool[] labels, int[] folds, int foldCount)
    {
        var keys = Keys(values);
        var count = keys.Max() + 1;
        var (sums, rows) = (new double[foldCount + 1, count], new double[foldCount + 1, count]);
        for (var row = 0; row < keys.Length; row++)
        {
            var label = labels[row] ? 1 : 0;
            sums[folds[row], keys[row]] += label;
            rows[folds[row], keys[row]]++;
            sums[foldCount, keys[row]] += label;
            rows[foldCount, keys[row]]++;
        }

        var rate = (double)labels.Count(static label => label) / labels.Length;
        var scores = new double[keys.Length];
        for (var row = 0; row < keys.Length; row++)
        {
            var others = rows[foldCount, keys[row]] - rows[folds[row], keys[row]];
            var positives = sums[foldCount, keys[row]] - sums[folds[row], keys[row]];
            scores[row] = (positives + Smoothing * rate) / (others + Smoothing);
        }

        return Ranking.Auc(scores, labels);
    }

    /// <summary>The share of the rows whose value is one that nearly all, or nearly no, leads with it convert.</summary>
    public static double PureShare(IReadOnlyList<string?> values, bool[] labels)
    {
        var keys = Keys(values);
        var (sums, rows) = (new double[keys.Max() + 1], new double[keys.Max() + 1]);
        for (var row = 0; row < keys.Length; row++)
        {
            sums[keys[row]] += labels[row] ? 1 : 0;
            rows[keys[row]]++;
        }

        var (pure, usual) = (0d, LogOdds(sums.Sum(), keys.Length));
        for (var key = 0; key < rows.Length; key++)
        {
            // Where few leads convert at all, a value with which none does is nothing strange.
            var isPure = sums[key] / Math.Max(1, rows[key]) is >= Pure or <= 1 - Pure && Math.Abs(LogOdds(sums[key], rows[key]) - usual) >= MinLogOdds;
            pure += rows[key] >= MinPureRows && isPure ? rows[key] : 0;
        }

        return pure / keys.Length;
    }

    private static double LogOdds(double positives, double rows) => Math.Log((positives + .5) / (rows - positives + .5));

    private static int[] Keys(IReadOnlyList<string?> values)
    {
        var numbers = ColumnLearning.Numbers(values, out var present);
        var isNumber = present > 0 && numbers.Length == present && numbers.Distinct().Take(Bins + 1).Count() > Bins;
        var edges = isNumber ? NumberBins.Edges(numbers, Bins) : [];
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var keys = new int[values.Count];
        for (var row = 0; row < keys.Length; row++)
        {
            // An absent value is a value here, also the one that a form left behind: what is filled in later betrays itself by that.
            keys[row] = values[row] is not { } text ? 0
                : isNumber ? 1 + (LeadMatcher.NumberOf(text) is { } number ? NumberBins.Find(edges, number) : edges.Length + 1)
                : places.TryGetValue(text, out var place) ? place
                : places[text] = places.Count + 1;
        }

        return keys;
    }
}
