using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Analytics;

/// <summary>Some rows of a file on their way to the table: only the columns that are wanted, the time last.</summary>
internal sealed class RowBatch(int capacity, int width)
{
    private readonly string?[] _cells = new string?[capacity * width];
    private readonly long[] _lines = new long[capacity];
    private readonly string?[] _bad = new string?[capacity];
    private int _count;

    public bool IsFull => _count == capacity;

    public void Add(RowReader reader, ColumnPlaces places)
    {
        _lines[_count] = reader.Line;
        _bad[_count] = reader.Bad?.Code;
        if (reader.Bad is null)
        {
            var values = reader.Values;
            var cells = _cells.AsSpan(_count * width, width);
            for (var column = 0; column < width; column++)
            {
                var place = places[column];
                cells[column] = place >= 0 && place < values.Length ? values[place] : null;
            }
        }

        _count++;
    }

    public void WriteTo(RowWriter writer)
    {
        for (var row = 0; row < _count; row++)
        {
            writer.Line = _lines[row];
            if (_bad[row] is { } code)
            {
                writer.AddBad(code);
                continue;
            }

            var cells = _cells.AsSpan(row * width, width);
            for (var column = 0; column < width - 1; column++)
            {
                writer.SetText(column, cells[column]);
            }

            writer.SetTime(cells[width - 1]);
            writer.Next();
        }
    }
}
