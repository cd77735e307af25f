using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>A file of rows whose columns are known.</summary>
internal sealed class LeadTable(RowReader reader, string[] columns, Stream stream) : IDisposable
{
    public string[] Columns { get; } = columns;

    public RowReader Reader => reader;

    public long Line => reader.Line;

    public BadRow? Bad => reader.Bad;

    /// <summary>How much of the file has been read, 0 to 1.</summary>
    public double Fraction => stream.Length == 0 ? 1 : Math.Clamp((double)stream.Position / stream.Length, 0, 1);

    public bool Read() => reader.Read();

    /// <summary>The values of the current row, one for each column.</summary>
    public string?[] Row()
    {
        var row = new string?[Columns.Length];
        var values = reader.Values;
        values[..Math.Min(values.Length, row.Length)].CopyTo(row);
        return row;
    }

    /// <summary>The place of a column, whatever its case; -1 when there is none.</summary>
    public int IndexOf(string column) => Array.FindIndex(Columns, name => string.Equals(name, column, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="BotException">There is no such column.</exception>
    public int Find(string column)
        => IndexOf(column) is >= 0 and var index ? index : throw LeadFailure.Of(LeadErrorCodes.ColumnUnknown, "The file has no column of a name that the input gives.");

    public void Dispose() => reader.Dispose();
}
