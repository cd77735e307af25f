namespace BotKit.Handlers.Workflows;

/// <summary>When and how a state is tried again.</summary>
/// <remarks>Amazon States Language, "Retrying after error".</remarks>
internal sealed class Retrier
{
    public required IReadOnlyList<string> ErrorEquals { get; init; }

    public long IntervalSeconds { get; init; } = 1;

    public int MaxAttempts { get; init; } = 3;

    public double BackoffRate { get; init; } = 2;

    public long? MaxDelaySeconds { get; init; }

    public bool HasFullJitter { get; init; }

    /// <summary>How long to wait before a try.</summary>
    /// <param name="tries">How often it was tried again before.</param>
    /// <param name="fraction">At least 0 and less than 1: where between nothing and the whole delay, with full jitter.</param>
    public TimeSpan DelayOf(int tries, double fraction)
    {
        var seconds = Math.Min(IntervalSeconds * Math.Pow(BackoffRate, tries), MaxDelaySeconds ?? WorkflowDefaults.MaxSeconds);
        return TimeSpan.FromSeconds(HasFullJitter ? seconds * fraction : seconds);
    }
}
