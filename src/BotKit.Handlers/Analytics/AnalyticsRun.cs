namespace BotKit.Handlers.Analytics;

/// <summary>For when and for whom an operation runs.</summary>
/// <param name="For">The instant from which periods such as the last 30 days count back: of a scheduled run, the one it was due at.</param>
public sealed record AnalyticsRun(DateTimeOffset For)
{
    /// <summary>The bot whose run it is, for the files that it writes. Default none.</summary>
    public string? Bot { get; init; }

    /// <summary>The run, for the files that it writes. Default none.</summary>
    public Guid? ExecutionId { get; init; }

    /// <summary>Hears how far it is, 0 to 1, and with what. Default nobody.</summary>
    public Action<double, string>? Progress { get; init; }
}
