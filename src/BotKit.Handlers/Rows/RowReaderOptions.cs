namespace BotKit.Handlers.Rows;

/// <summary>What is expected of a text of rows, and how much of it is held at once.</summary>
internal sealed record RowReaderOptions
{
    /// <summary>The format; <see langword="null"/> looks at the first character that is not blank: <c>[</c> is an array, <c>{</c> lines, all else CSV.</summary>
    public RowFormat? Format { get; init; }

    /// <summary>The delimiter of CSV; <see langword="null"/> takes the one of <c>, ; tab |</c> that the header has most of.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The most columns; a header with more is refused, a JSON row with more is bad. Default 2,000.</summary>
    public int MaxColumns { get; init; } = 2000;

    /// <summary>The most characters of one row; a longer one is bad. Default 1,048,576.</summary>
    public int MaxRowLength { get; init; } = 1024 * 1024;

    /// <summary>The most line breaks in one row of CSV; one with more is bad. Default 1,000.</summary>
    public int MaxLineBreaks { get; init; } = 1000;

    /// <summary>How many characters of a bad row are kept in <see cref="BadRow.Text"/>. Default 65,536.</summary>
    public int MaxBadTextLength { get; init; } = 64 * 1024;
}
