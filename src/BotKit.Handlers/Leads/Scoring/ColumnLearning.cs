namespace BotKit.Handlers.Leads;

/// <summary>Learns what a column is from its values among the training rows; outcomes are not looked at.</summary>
internal static class ColumnLearning
{
    private const int Bins = 10;
    private const int MaxLevels = 60;
    private const int MinLevelRows = 10;
    private const double MinNumberShare = .98;

    public static ModelColumn Learn(string name, IReadOnlyList<string?> values)
    {
        var numbers = Numbers(values, out var present);
        return present > 0 && numbers.Length >= MinNumberShare * present && numbers.Distinct().Take(3).Count() > 2
            ? LearnNumber(name, numbers, values.Count)
            : LearnChoice(name, values);
    }

    /// <summary>The numbers among the values, rising.</summary>
    public static double[] Numbers(IReadOnlyList<string?> values, out int present)
    {
        var numbers = new List<double>();
        present = 0;
        foreach (var value in values)
        {
            if (MissingWords.Clean(value) is { } text)
            {
                present++;
                if (LeadMatcher.NumberOf(text) is { } number)
                {
                    numbers.Add(number);
                }
            }
        }

        numbers.Sort();
        return [.. numbers];
    }

    private static ModelColumn LearnNumber(string name, double[] sorted, int rows)
    {
        var edges = NumberBins.Edges(sorted, Bins);
        var shares = new double[edges.Length + 2];
        foreach (var number in sorted)
        {
            shares[NumberBins.Find(edges, number)]++;
        }

        shares[^1] = rows - sorted.Length;
        return new ModelColumn
        {
            Name = name,
            IsNumber = true,
            Levels = [],
            Median = sorted[sorted.Length / 2],
            Edges = edges,
            Shares = Array.ConvertAll(shares, count => count / rows),
        };
    }

    private static ModelColumn LearnChoice(string name, IReadOnlyList<string?> values)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var missing = 0;
        foreach (var value in values)
        {
            if (MissingWords.Clean(value) is { } text)
            {
                counts[text] = counts.GetValueOrDefault(text) + 1;
            }
            else
            {
                missing++;
            }
        }

        var levels = counts.Where(static pair => pair.Value >= MinLevelRows)
            .OrderByDescending(static pair => pair.Value).ThenBy(static pair => pair.Key, StringComparer.Ordinal)
            .Take(MaxLevels).Select(static pair => pair.Key).Order(StringComparer.Ordinal).ToArray();
        var shares = levels.Select(level => (double)counts[level]).ToList();
        shares.Add(values.Count - missing - shares.Sum());
        shares.Add(missing);
        return new ModelColumn
        {
            Name = name,
            IsNumber = false,
            Levels = levels,
            Median = 0,
            Edges = [],
            Shares = [.. shares.Select(count => count / values.Count)],
        };
    }
}
