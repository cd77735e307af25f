namespace BotKit.Handlers.Leads;

/// <summary>Turns rows into features, in the way that was learnt from the training rows.</summary>
internal sealed class FeatureMap
{
    private readonly ModelColumn[] _columns;
    private readonly int[] _first;
    private readonly Dictionary<string, int>?[] _levels;

    public FeatureMap(ModelColumn[] columns)
    {
        _columns = columns;
        _first = new int[columns.Length];
        _levels = new Dictionary<string, int>?[columns.Length];
        var sources = new List<int>();
        for (var column = 0; column < columns.Length; column++)
        {
            _first[column] = sources.Count;
            sources.AddRange(Enumerable.Repeat(column, columns[column].Width));
            _levels[column] = columns[column].IsNumber ? null : Index(columns[column].Levels);
        }

        SourceOf = [.. sources];
    }

    public IReadOnlyList<ModelColumn> Columns => _columns;

    /// <summary>The column that each feature comes from.</summary>
    public int[] SourceOf { get; }

    public int Width => SourceOf.Length;

    /// <summary>The bin of a value among the shares of its column.</summary>
    public int BinOf(int column, string? value)
    {
        var about = _columns[column];
        if (about.IsNumber)
        {
            return LeadMatcher.NumberOf(MissingWords.Clean(value)) is not { } number ? about.Shares.Length - 1 : NumberBins.Find(about.Edges, number);
        }

        return MissingWords.Clean(value) is not { } text ? about.Levels.Length + 1 : _levels[column]!.GetValueOrDefault(text, about.Levels.Length);
    }

    /// <summary>Writes the features of a row whose values are in the order of the columns.</summary>
    public void Fill(ReadOnlySpan<string?> values, Span<float> features)
    {
        features.Clear();
        for (var column = 0; column < _columns.Length; column++)
        {
            var first = _first[column];
            if (_columns[column].IsNumber)
            {
                var number = LeadMatcher.NumberOf(MissingWords.Clean(values[column]));
                features[first] = (float)(number ?? _columns[column].Median);
                features[first + 1] = number is null ? 1 : 0;
            }
            else
            {
                features[first + BinOf(column, values[column])] = 1;
            }
        }
    }

    private static Dictionary<string, int> Index(string[] levels)
        => levels.Select(static (level, place) => (level, place)).ToDictionary(static pair => pair.level, static pair => pair.place, StringComparer.OrdinalIgnoreCase);
}
