namespace BotKit.Handlers;

/// <summary>The error codes that the analytics bot gives, beside those of BotKit itself.</summary>
public static class AnalyticsErrorCodes
{
    /// <summary>No dataset, figure, report or recipient of that name is configured.</summary>
    public const string AnalyticsUnknown = "analytics_unknown";

    /// <summary>No file of that id is stored, or the configured file does not exist.</summary>
    public const string SourceMissing = "source_missing";

    /// <summary>The source is no table of rows: it has no header, or too many columns.</summary>
    public const string SourceUnreadable = "source_unreadable";

    /// <summary>The database of a dataset cannot be reached. Trying again may help.</summary>
    public const string SourceUnavailable = "source_unavailable";

    /// <summary>The database refused the configured statement, or it does not only read.</summary>
    public const string SourceRefused = "source_refused";

    /// <summary>The statement of a dataset took longer than its timeout.</summary>
    public const string SourceTimeout = "source_timeout";

    /// <summary>The source has more rows than the options allow.</summary>
    public const string SourceTooLarge = "source_too_large";

    /// <summary>The source has no column of that name.</summary>
    public const string ColumnUnknown = "column_unknown";

    /// <summary>The operation needs times, or a period, and the source or the input has none.</summary>
    public const string TimeMissing = "time_missing";

    /// <summary>There are too few steps of time with rows.</summary>
    public const string SeriesTooShort = "series_too_short";

    /// <summary>There are too many steps of time; a coarser grain or a shorter period helps.</summary>
    public const string SeriesTooLong = "series_too_long";

    /// <summary>The temporary table of rows could not be written.</summary>
    public const string ScratchFailed = "scratch_failed";

    /// <summary>The report is saved, but could not be sent by e-mail. Trying again may help.</summary>
    public const string ReportNotSent = "report_not_sent";
}
