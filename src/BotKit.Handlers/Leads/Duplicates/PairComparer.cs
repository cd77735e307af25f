namespace BotKit.Handlers.Leads;

/// <summary>Compares two rows column by column. Not safe for several threads.</summary>
internal sealed class PairComparer(IReadOnlyList<ComparedColumn> columns)
{
    private readonly ValueComparer[] _comparers = [.. columns.Select(static column => new ValueComparer(column))];
    private readonly int[] _texts = [.. Enumerable.Range(0, columns.Count).Where(column => columns[column].Kind == ColumnKind.Text)];

    /// <summary>Writes the agreement of each column; gives how many agree exactly or closely.</summary>
    public int Compare(int one, int other, Span<byte> levels)
    {
        var (agree, differ) = (0, 0);
        for (var column = 0; column < _comparers.Length; column++)
        {
            var level = _comparers[column].Compare(columns[column].IdOf(one), columns[column].IdOf(other));
            levels[column] = (byte)level;
            agree += level is Agreement.Exact or Agreement.Close ? 1 : 0;
            differ += level is Agreement.Different or Agreement.Similar && columns[column].Kind == ColumnKind.Text ? 1 : 0;
        }

        return agree > 0 && differ >= 2 ? agree + FindSwaps(one, other, levels) : agree;
    }

    /// <summary>The first name in the place of the family name, and the other way round, is a slip, too.</summary>
    private int FindSwaps(int one, int other, Span<byte> levels)
    {
        for (var index = 0; index < _texts.Length - 1; index++)
        {
            for (var next = index + 1; next < _texts.Length; next++)
            {
                var (first, second) = (_texts[index], _texts[next]);
                if (levels[first] is Agreement.Different or Agreement.Similar
                    && levels[second] is Agreement.Different or Agreement.Similar
                    && IsSame(first, one, second, other)
                    && IsSame(second, one, first, other))
                {
                    levels[first] = levels[second] = Agreement.Close;
                    return 2;
                }
            }
        }

        return 0;
    }

    private bool IsSame(int column, int row, int otherColumn, int otherRow)
    {
        var (one, other) = (columns[column].IdOf(row), columns[otherColumn].IdOf(otherRow));
        return one >= 0 && other >= 0 && columns[column].ValueOf(one) == columns[otherColumn].ValueOf(other);
    }
}
