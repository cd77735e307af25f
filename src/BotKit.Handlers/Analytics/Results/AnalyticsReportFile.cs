namespace BotKit.Handlers;

/// <summary>A file of a report.</summary>
/// <param name="Format">How it is written.</param>
/// <param name="File">Its id.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Bytes">Its size in bytes.</param>
public sealed record AnalyticsReportFile(ReportFormat Format, string File, string Name, long Bytes);
