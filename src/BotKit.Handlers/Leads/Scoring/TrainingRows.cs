namespace BotKit.Handlers.Leads;

/// <summary>The leads whose outcome is known, in memory.</summary>
internal sealed class TrainingRows
{
    private static readonly HashSet<string> Positives = new(StringComparer.OrdinalIgnoreCase)
    {
        "1", "yes", "y", "true", "t", "won", "converted", "success", "positive", "ja", "oui", "si", "sí",
    };

    private readonly List<string?[]> _rows;

    private TrainingRows(string[] columns, int target, string positive, List<string?[]> rows, bool[] labels, long withoutOutcome)
    {
        Columns = columns;
        Target = target;
        Positive = positive;
        _rows = rows;
        Labels = labels;
        WithoutOutcome = withoutOutcome;
    }

    public string[] Columns { get; }

    public int Target { get; }

    /// <summary>The value of the target that means success.</summary>
    public string Positive { get; }

    public bool[] Labels { get; }

    public int Count => Labels.Length;

    public long WithoutOutcome { get; }

    public string?[] this[int row] => _rows[row];

    public string?[] Values(int column)
    {
        var values = new string?[_rows.Count];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = _rows[row][column];
        }

        return values;
    }

    /// <exception cref="BotException">There are too many rows, or the target is no outcome with two values.</exception>
    public static TrainingRows Read(
        LeadTable table, string target, string? positive, int maxRows, BadRows bad, Action<double> progress, CancellationToken cancellationToken)
    {
        var place = table.Find(target);
        var rows = new List<string?[]>();
        var withoutOutcome = 0L;
        for (var read = 0; table.Read(); read++)
        {
            if (read % 4096 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress(table.Fraction);
            }

            if (table.Bad is { } badRow)
            {
                bad.Add(badRow);
            }
            else if (MissingWords.Clean(table.Reader.Values.Length > place ? table.Reader.Values[place] : null) is null)
            {
                withoutOutcome++;
            }
            else if (rows.Count == maxRows)
            {
                throw LeadFailure.Of(LeadErrorCodes.TooManyRows, $"The file has more than {maxRows} leads with an outcome; train on a sample of them.");
            }
            else
            {
                rows.Add(table.Row());
            }
        }

        positive ??= FindPositive(rows, place);
        var labels = rows.Select(row => string.Equals(row[place], positive, StringComparison.OrdinalIgnoreCase)).ToArray();
        return new TrainingRows(table.Columns, place, positive, rows, labels, withoutOutcome);
    }

    private static string FindPositive(List<string?[]> rows, int target)
    {
        var values = rows.Select(row => row[target]!).Distinct(StringComparer.OrdinalIgnoreCase).Take(3).ToList();
        var found = values.Where(Positives.Contains).ToList();
        return values.Count <= 2 && found.Count == 1
            ? found[0]
            : throw LeadFailure.Of(LeadErrorCodes.TargetUnusable, "The target must have two values, one of them such as 1, yes or true; else say in 'positive' which one means success.");
    }
}
