namespace BotKit.Handlers;

/// <summary>Where rows come from: <see cref="Dataset"/>, <see cref="File"/> or <see cref="Ledger"/>.</summary>
public sealed record AnalyticsSource
{
    /// <summary>The name of a configured dataset. Its case does not matter.</summary>
    public string? Dataset { get; init; }

    /// <summary>The id of a stored file of CSV or JSON rows.</summary>
    public string? File { get; init; }

    /// <summary>BotKit's own ledger.</summary>
    public LedgerRows? Ledger { get; init; }

    /// <summary>The name of the column with a file's times. Default none: then nothing can be cut by time.</summary>
    public string? Time { get; init; }

    /// <summary>
    /// How the times of a file are written, as a .NET format such as <c>dd/MM/yyyy HH:mm</c>; at most 50 characters. Default ISO 8601, with
    /// or without a time of day.
    /// </summary>
    public string? TimeFormat { get; init; }

    /// <summary>
    /// The time zone (IANA) in which days begin for a file or the ledger; times without an offset are in it already. Default <c>UTC</c>.
    /// </summary>
    public string? TimeZone { get; init; }
}
