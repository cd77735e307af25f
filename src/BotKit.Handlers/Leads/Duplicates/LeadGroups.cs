namespace BotKit.Handlers.Leads;

/// <summary>
/// Makes groups of pairs, the surest first. Two groups become one when their rows agree on average, so that a chain of
/// likenesses does not draw different persons together.
/// </summary>
internal sealed class LeadGroups(IReadOnlyList<ComparedColumn> columns, PairJudge judge)
{
    private const int MaxGroup = 100;
    private const double Bound = 15;

    private readonly Dictionary<int, List<int>> _groups = [];
    private readonly PairComparer _comparer = new(columns);
    private readonly byte[] _levels = new byte[columns.Count];

    /// <summary>The groups of two rows and more, by their first row.</summary>
    public List<List<int>> Make(IEnumerable<(ComparedPair Pair, double LogOdds)> pairs, CancellationToken cancellationToken)
    {
        foreach (var (pair, _) in pairs.OrderByDescending(static pair => pair.LogOdds).ThenBy(static pair => pair.Pair.One).ThenBy(static pair => pair.Pair.Other))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (one, other) = (GroupOf(pair.One), GroupOf(pair.Other));
            if (!ReferenceEquals(one, other) && one.Count + other.Count <= MaxGroup && (one.Count + other.Count == 2 || Agree(one, other)))
            {
                one.AddRange(other);
                foreach (var row in other)
                {
                    _groups[row] = one;
                }
            }
        }

        var groups = _groups.Values.Distinct().Where(static group => group.Count > 1).ToList();
        groups.ForEach(static group => group.Sort());
        return [.. groups.OrderBy(static group => group[0])];
    }

    private List<int> GroupOf(int row)
    {
        if (!_groups.TryGetValue(row, out var group))
        {
            _groups.Add(row, group = [row]);
        }

        return group;
    }

    private bool Agree(List<int> one, List<int> other)
    {
        var sum = 0d;
        foreach (var row in one)
        {
            foreach (var next in other)
            {
                _comparer.Compare(row, next, _levels);
                sum += Math.Clamp(judge.LogOdds(row, _levels), -Bound, Bound);
            }
        }

        return sum > 0;
    }
}
