namespace BotKit.Handlers.Rows;

/// <summary>How the rows of a text are written.</summary>
internal enum RowFormat
{
    /// <summary>Comma-separated values (RFC 4180) with a header; the delimiter may be another.</summary>
    Csv,

    /// <summary>A JSON array of objects.</summary>
    JsonArray,

    /// <summary>One JSON object on each line.</summary>
    JsonLines,
}
