namespace BotKit.Handlers;

/// <summary>How exported leads are written.</summary>
public enum LeadExportFormat
{
    /// <summary>CSV with a header (RFC 4180, UTF-8). A text that a spreadsheet would take for a formula gets an apostrophe in front.</summary>
    Csv,

    /// <summary>A JSON array of objects; absent values are left out.</summary>
    Json,

    /// <summary>One JSON object on each line; absent values are left out.</summary>
    JsonLines,
}
