namespace BotKit.Handlers;

/// <summary>What an operation would do: the answer to a dry run.</summary>
public sealed record AnalyticsPlan : AnalyticsResult
{
    /// <summary>The operation.</summary>
    public required string Of { get; init; }

    /// <summary>The kind of source: <c>sqlite</c>, <c>postgresql</c>, <c>file</c> or <c>ledger</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The size of the file in bytes; <see langword="null"/> for other sources.</summary>
    public long? Bytes { get; init; }

    /// <summary>The columns that would be read.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>From which time on rows would count; <see langword="null"/> for no limit.</summary>
    public DateTime? From { get; init; }

    /// <summary>Before which time rows would count; <see langword="null"/> for no limit.</summary>
    public DateTime? To { get; init; }

    /// <summary>The formats of the files that would be written.</summary>
    public required IReadOnlyList<ReportFormat> Formats { get; init; }

    /// <summary>The names of the recipients who would get it by e-mail.</summary>
    public required IReadOnlyList<string> EmailTo { get; init; }
}
