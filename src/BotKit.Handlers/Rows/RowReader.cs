namespace BotKit.Handlers.Rows;

/// <summary>
/// Reads rows from a stream of CSV or JSON one by one, holding one row and a few buffers whatever the length of the stream.
/// A row that cannot be read is a row, too: it comes in its place as <see cref="Bad"/>.
/// </summary>
/// <remarks>Not safe for several threads. Reading blocks: call it on a thread that may wait.</remarks>
internal abstract class RowReader : IDisposable
{
    private const int MaxBlanks = 64 * 1024;

    private readonly RowText _text;

    private protected RowReader(RowText text, RowFormat format)
    {
        _text = text;
        Format = format;
    }

    public RowFormat Format { get; }

    /// <summary>The encoding of the text: <c>utf-8</c>, <c>utf-16</c>, <c>utf-16BE</c> or <c>windows-1252</c>.</summary>
    public string EncodingName => _text.EncodingName;

    /// <summary>How many bytes of a UTF-8 text were not UTF-8 so far, and were read as Windows-1252.</summary>
    public long ForeignByteCount => _text.ForeignByteCount;

    /// <summary>
    /// The names of the columns, without blanks around them, each only once: a name that is taken gets <c>_2</c>, an empty one
    /// is <c>column_</c> and its number. JSON adds a column at its end when a row has a new member.
    /// </summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>The line on which the current row begins, from 1.</summary>
    public abstract long Line { get; }

    /// <summary>Why the current row is not one; <see langword="null"/> for a good row.</summary>
    public abstract BadRow? Bad { get; }

    /// <summary>
    /// The values of a good row, by column; valid until the next read. Blanks around a value are gone, and an empty or absent
    /// value is <see langword="null"/>. JSON numbers, <c>true</c> and <c>false</c> are as written, arrays and objects are JSON.
    /// </summary>
    public abstract ReadOnlySpan<string?> Values { get; }

    /// <summary>Makes a bad row of the current good one, because of what somebody else finds wrong with it.</summary>
    public abstract BadRow Refuse(string code, string reason);

    /// <summary>Goes to the next row, good or bad; <see langword="false"/> after the last.</summary>
    public abstract bool Read();

    /// <summary>Opens a stream of rows; closing the reader closes the stream.</summary>
    /// <exception cref="RowTextException">There is no header, or it has too many columns.</exception>
    public static RowReader Open(Stream stream, RowReaderOptions? options = null)
    {
        options ??= new RowReaderOptions();
        var text = RowText.Open(stream);
        try
        {
            var window = new TextWindow(text.Reader);
            return (options.Format ?? Detect(window)) switch
            {
                RowFormat.JsonArray => new JsonRowReader(text, window, RowFormat.JsonArray, options),
                RowFormat.JsonLines => new JsonRowReader(text, window, RowFormat.JsonLines, options),
                _ => new CsvRowReader(text, window, options),
            };
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    public virtual void Dispose() => _text.Dispose();

    private static RowFormat Detect(TextWindow window)
    {
        for (var index = 0; index < MaxBlanks && window.Has(index); index++)
        {
            if (!char.IsWhiteSpace(window.Text[index]))
            {
                return window.Text[index] switch
                {
                    '[' => RowFormat.JsonArray,
                    '{' => RowFormat.JsonLines,
                    _ => RowFormat.Csv,
                };
            }
        }

        return RowFormat.Csv;
    }
}
