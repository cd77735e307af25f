namespace BotKit.Handlers;

/// <summary>How a report is written.</summary>
public enum ReportFormat
{
    /// <summary>All figures as JSON.</summary>
    Json,

    /// <summary>Tables as Markdown.</summary>
    Markdown,

    /// <summary>One page with charts, without scripts and without anything from elsewhere.</summary>
    Html,
}
