namespace BotKit.Handlers.Analytics;

/// <summary>The aggregates of one group of rows so far.</summary>
internal sealed class GroupState(IReadOnlyList<Aggregate> aggregates)
{
    private readonly double[] _values = new double[aggregates.Count];
    private readonly double[] _lost = new double[aggregates.Count];
    private readonly long[] _counts = new long[aggregates.Count];
    private readonly FingerprintSet?[] _sets = new FingerprintSet?[aggregates.Count];

    /// <summary>Takes a row.</summary>
    /// <returns>How many of its values were told apart from all before.</returns>
    public int Add(RowValues row)
    {
        var added = 0;
        for (var at = 0; at < _values.Length; at++)
        {
            if (!row.Has(at))
            {
                continue;
            }

            switch (aggregates[at].Kind)
            {
                case AggregateKind.CountDistinct: added += (_sets[at] ??= new()).Add(row.FingerprintOf(at)) ? 1 : 0; break;
                case AggregateKind.Count: _counts[at]++; break;
                default: Add(at, row.Number(at)); break;
            }
        }

        return added;
    }

    /// <summary>What the aggregate of these rows is; <see langword="null"/> for the mean of none.</summary>
    public double? Result(int at) => aggregates[at].Kind switch
    {
        AggregateKind.Count => _counts[at],
        AggregateKind.CountDistinct => _sets[at]?.Count ?? 0,
        AggregateKind.Sum => _values[at] + _lost[at],
        AggregateKind.Average => _counts[at] == 0 ? null : (_values[at] + _lost[at]) / _counts[at],
        _ => _counts[at] == 0 ? null : _values[at],
    };

    private void Add(int at, double value)
    {
        var isFirst = _counts[at]++ == 0;
        switch (aggregates[at].Kind)
        {
            case AggregateKind.Min: _values[at] = isFirst ? value : Math.Min(_values[at], value); break;
            case AggregateKind.Max: _values[at] = isFirst ? value : Math.Max(_values[at], value); break;
            default:
                // What rounding loses is kept (Neumaier, 1974), so that a million cents are exact.
                var sum = _values[at] + value;
                _lost[at] += Math.Abs(_values[at]) >= Math.Abs(value) ? _values[at] - sum + value : value - sum + _values[at];
                _values[at] = sum;
                break;
        }
    }
}
