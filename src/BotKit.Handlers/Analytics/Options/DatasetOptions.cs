using BotKit.Handlers.Analytics;

namespace BotKit.Handlers;

/// <summary>One dataset, from the configuration section <c>Analytics:Datasets:{name}</c>.</summary>
public sealed class DatasetOptions
{
    /// <summary>The kind of source: <c>sqlite</c>, <c>postgresql</c>, or <c>file</c>. Default <c>sqlite</c>.</summary>
    public string Provider { get; set; } = AnalyticsDefaults.Provider;

    /// <summary>How a database is reached. SQLite files are opened read-only; so are transactions of PostgreSQL. Default none; a database needs it.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The statement whose rows are the dataset: exactly one, which only reads, at most 65,536 characters. Default none; a database needs it.</summary>
    public string Sql { get; set; } = "";

    /// <summary>How long the statement may take until its last row is read, 1 s to 1 h. Default 1 min.</summary>
    public TimeSpan Timeout { get; set; } = AnalyticsDefaults.Timeout;

    /// <summary>The path of a file of CSV or JSON rows; a relative one starts at the working directory. Default none; <c>file</c> needs it.</summary>
    public string File { get; set; } = "";

    /// <summary>The column with the times. Default none: then nothing can be cut by time.</summary>
    public string? Time { get; set; }

    /// <summary>How the times are written, as a .NET format such as <c>dd/MM/yyyy HH:mm</c>. Default ISO 8601, with or without a time of day.</summary>
    public string? TimeFormat { get; set; }

    /// <summary>The time zone (IANA) in which days begin; times without an offset are in it already. Default <c>UTC</c>.</summary>
    public string TimeZone { get; set; } = AnalyticsDefaults.TimeZone;
}
