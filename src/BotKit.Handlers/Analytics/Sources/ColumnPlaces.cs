namespace BotKit.Handlers.Analytics;

/// <summary>Where the columns that are wanted stand in a file; the last place is that of the time.</summary>
internal sealed class ColumnPlaces(IReadOnlyList<RowColumn> columns, string? time)
{
    private readonly int[] _places = [.. Enumerable.Repeat(-1, columns.Count + 1)];
    private int _known = -1;

    public int Count => _places.Length;

    /// <summary>The place in the file of a wanted column; -1 while there is none.</summary>
    public int this[int column] => _places[column];

    /// <summary>Looks again when the file has shown more columns.</summary>
    public void Find(IReadOnlyList<string> names)
    {
        if (_known == names.Count)
        {
            return;
        }

        _known = names.Count;
        for (var column = 0; column < _places.Length; column++)
        {
            _places[column] = PlaceOf(NameOf(column), names);
        }
    }

    /// <exception cref="BotException">A column is nowhere in the file.</exception>
    public void RequireAll()
    {
        for (var column = 0; column < _places.Length; column++)
        {
            if (_places[column] < 0 && NameOf(column) is { } missing)
            {
                throw AnalyticsFailure.Of(AnalyticsErrorCodes.ColumnUnknown, $"The source has no column '{missing}'.");
            }
        }
    }

    private string? NameOf(int column) => column < columns.Count ? columns[column].Name : time?.Trim();

    private static int PlaceOf(string? name, IReadOnlyList<string> names)
    {
        for (var at = 0; at < names.Count; at++)
        {
            if (string.Equals(names[at], name, StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }

        return -1;
    }
}
