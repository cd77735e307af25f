namespace BotKit.Handlers.Leads;

/// <summary>
/// A sum of decision trees, kept flat. A node is an inner one (a feature, a threshold, two children; at most the threshold goes
/// left) or a leaf (no children). Each node has the mean score of the training rows that came through it, so that the way to a
/// leaf says what each feature on it did to the score.
/// </summary>
internal sealed record TreeEnsemble
{
    /// <summary>The first node of each tree.</summary>
    public required int[] Roots { get; init; }

    /// <summary>The feature of each node; -1 for a leaf.</summary>
    public required int[] Feature { get; init; }

    public required float[] Threshold { get; init; }

    public required int[] Left { get; init; }

    public required int[] Right { get; init; }

    public required double[] Value { get; init; }

    /// <summary>The sum of the trees' values for one row.</summary>
    public double Score(ReadOnlySpan<float> features)
    {
        var score = 0d;
        foreach (var root in Roots)
        {
            var node = root;
            while (Feature[node] is >= 0 and var feature)
            {
                node = features[feature] <= Threshold[node] ? Left[node] : Right[node];
            }

            score += Value[node];
        }

        return score;
    }

    /// <summary>The score of one row, and what each source of features did to it: the changes of the mean on the way to the leaves.</summary>
    public double Explain(ReadOnlySpan<float> features, ReadOnlySpan<int> sourceOf, Span<double> contributions)
    {
        contributions.Clear();
        var score = 0d;
        foreach (var root in Roots)
        {
            var node = root;
            while (Feature[node] is >= 0 and var feature)
            {
                var next = features[feature] <= Threshold[node] ? Left[node] : Right[node];
                contributions[sourceOf[feature]] += Value[next] - Value[node];
                node = next;
            }

            score += Value[node];
        }

        return score;
    }

    /// <summary>Whether every way leads to a leaf, and every feature is one of so many.</summary>
    public bool IsSound(int featureCount)
    {
        var count = Feature.Length;
        if (Threshold.Length != count || Left.Length != count || Right.Length != count || Value.Length != count || Roots.Any(root => root < 0 || root >= count))
        {
            return false;
        }

        for (var node = 0; node < count; node++)
        {
            if (Feature[node] >= featureCount
                || (Feature[node] >= 0 && (Left[node] <= node || Left[node] >= count || Right[node] <= node || Right[node] >= count)))
            {
                return false;
            }
        }

        return true;
    }
}
