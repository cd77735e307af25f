namespace BotKit.Handlers.Leads;

/// <summary>
/// Finds the rows that are worth comparing: those that share something rare. That is a word of any text, a number of a column,
/// or a pair of values of two columns where each alone is frequent.
/// </summary>
internal sealed class BlockIndex
{
    private const int MaxBlock = 50;
    private const int MinBlock = 6;
    private const int PairsPerRow = 60;
    private const int MaxPairColumns = 8;

    private readonly int[][] _blocksOf;
    private readonly int[][] _rowsOf;

    private BlockIndex(int[][] blocksOf, int[][] rowsOf) => (_blocksOf, _rowsOf) = (blocksOf, rowsOf);

    public static BlockIndex Build(IReadOnlyList<ComparedColumn> columns, int rows, CancellationToken cancellationToken)
    {
        var words = new BlockKeys<string>(StringComparer.Ordinal, rows);
        for (var row = 0; row < rows; row++)
        {
            if (row % 4096 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            for (var column = 0; column < columns.Count; column++)
            {
                if (columns[column].IdOf(row) is >= 0 and var id)
                {
                    AddWords(words, row, column, columns[column], columns[column].ValueOf(id));
                }
            }
        }

        var limit = words.Limit(MaxBlock, MinBlock, (long)PairsPerRow * rows);
        var pairs = new BlockKeys<(int Columns, int One, int Other)>(null, rows);
        for (var row = 0; row < rows; row++)
        {
            if (row % 4096 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            AddPairs(pairs, row, columns, (double)limit / rows);
        }

        var pairLimit = pairs.Limit(MaxBlock, MinBlock, (long)PairsPerRow / 2 * rows);
        return Join(rows, words.Blocks(limit), pairs.Blocks(pairLimit));
    }

    /// <summary>The later rows that share a block with a row, each once, in their order of discovery.</summary>
    /// <param name="row">The row.</param>
    /// <param name="seen">The last row that each row was found for; one of as many as there are rows, for this thread alone.</param>
    /// <param name="found">Gets them.</param>
    public void Candidates(int row, int[] seen, List<int> found)
    {
        found.Clear();
        foreach (var block in _blocksOf[row])
        {
            foreach (var other in _rowsOf[block])
            {
                if (other > row && seen[other] != row + 1)
                {
                    seen[other] = row + 1;
                    found.Add(other);
                }
            }
        }
    }

    private static void AddWords(BlockKeys<string> keys, int row, int column, ComparedColumn about, string value)
    {
        if (about.Kind == ColumnKind.Digits)
        {
            keys.Add(row, string.Concat(((char)('\u0001' + column)).ToString(), value));
            return;
        }

        keys.Add(row, value.Replace(" ", "", StringComparison.Ordinal));
        if (about.Kind == ColumnKind.Email)
        {
            keys.Add(row, value[..Math.Max(0, value.LastIndexOf('@'))]);
            return;
        }

        foreach (var part in value.AsSpan().Split(' '))
        {
            var word = value.AsSpan(part);
            if (word.Length > 2 && word.Length < value.Length)
            {
                keys.Add(row, word.ToString());
            }
        }
    }

    private static void AddPairs(BlockKeys<(int Columns, int One, int Other)> keys, int row, IReadOnlyList<ComparedColumn> columns, double frequent)
    {
        Span<int> places = stackalloc int[MaxPairColumns];
        var count = 0;
        for (var column = 0; column < columns.Count && count < MaxPairColumns; column++)
        {
            if (columns[column].IdOf(row) is >= 0 and var id && columns[column].ShareOf(id) > frequent)
            {
                places[count++] = column;
            }
        }

        for (var first = 0; first < count; first++)
        {
            for (var second = first + 1; second < count; second++)
            {
                var (one, other) = (places[first], places[second]);
                keys.Add(row, (one * ComparedColumns.MaxColumns + other, columns[one].IdOf(row), columns[other].IdOf(row)));
            }
        }
    }

    private static BlockIndex Join(int rows, params IReadOnlyList<int[]>[] sets)
    {
        int[][] blocks = [.. sets.SelectMany(static set => set)];
        var counts = new int[rows];
        foreach (var row in blocks.SelectMany(static block => block))
        {
            counts[row]++;
        }

        var blocksOf = Array.ConvertAll(counts, static count => new int[count]);
        Array.Clear(counts);
        for (var block = 0; block < blocks.Length; block++)
        {
            foreach (var row in blocks[block])
            {
                blocksOf[row][counts[row]++] = block;
            }
        }

        return new BlockIndex(blocksOf, blocks);
    }
}
