namespace BotKit.Handlers.Leads;

/// <summary>A column by which leads are compared: each different value once, in one form.</summary>
internal sealed class ComparedColumn
{
    private readonly int[] _ids;
    private readonly string[] _values;
    private readonly double[] _shares;

    public ComparedColumn(string name, ColumnKind kind, ColumnRole role, IReadOnlyList<string?> written)
    {
        (Name, Kind, Role) = (name, kind, role);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var counts = new List<int>();
        _ids = new int[written.Count];
        for (var row = 0; row < _ids.Length; row++)
        {
            var value = ComparedText.Of(kind, written[row]);
            if (value.Length == 0)
            {
                _ids[row] = -1;
                continue;
            }

            if (!places.TryGetValue(value, out var place))
            {
                places.Add(value, place = counts.Count);
                counts.Add(0);
            }

            counts[place]++;
            _ids[row] = place;
        }

        var present = Math.Max(1, counts.Sum());
        _values = [.. places.Keys];
        _shares = [.. counts.Select(count => (double)count / present)];
    }

    public string Name { get; }

    public ColumnKind Kind { get; }

    public ColumnRole Role { get; }

    /// <summary>The place of a row's value among the different ones; -1 when it has none.</summary>
    public int IdOf(int row) => _ids[row];

    public string ValueOf(int id) => _values[id];

    /// <summary>The share of the rows with a value that have this one.</summary>
    public double ShareOf(int id) => _shares[id];

    public int DistinctCount => _values.Length;
}
