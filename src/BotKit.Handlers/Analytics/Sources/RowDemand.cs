using System.Globalization;

namespace BotKit.Handlers.Analytics;

/// <summary>What must be read of a source: only what the operations use.</summary>
internal sealed class RowDemand
{
    /// <summary>The column of the time, in seconds of local time since 1970.</summary>
    public const string Time = "t";

    /// <summary>The column of the month, counted from the year 0.</summary>
    public const string Month = "m";

    private readonly List<RowColumn> _columns = [];
    private readonly Dictionary<string, object> _values = [];

    public IReadOnlyList<RowColumn> Columns => _columns;

    /// <summary>The values that the compiled statements refer to, by parameter.</summary>
    public IReadOnlyDictionary<string, object> Values => _values;

    /// <summary>Whether rows without a time are of no use.</summary>
    public bool NeedsTime { get; set; }

    /// <summary>The name of a column of numbers in the table of rows.</summary>
    public string Number(string column) => Find(column, isNumber: true);

    /// <summary>The name of a column of texts in the table of rows.</summary>
    public string Text(string column) => Find(column, isNumber: false);

    /// <summary>The parameter that stands for a value.</summary>
    public string Value(object value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"$v{_values.Count}");
        _values[name] = value;
        return name;
    }

    private string Find(string column, bool isNumber)
    {
        var known = _columns.Find(known => known.IsNumber == isNumber && string.Equals(known.Name, column.Trim(), StringComparison.OrdinalIgnoreCase));
        if (known is null)
        {
            known = new RowColumn(column.Trim(), isNumber, string.Create(CultureInfo.InvariantCulture, $"{(isNumber ? 'n' : 'x')}{_columns.Count}"));
            _columns.Add(known);
        }

        return known.Sql;
    }
}
