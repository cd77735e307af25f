namespace BotKit.Ledger;

internal static class SubmissionDue
{
    /// <summary>When a run is due that is submitted now.</summary>
    public static DateTimeOffset DueOf(this RunSubmission run, DateTimeOffset now)
        => run.DueAt is { } due ? InMemoryRuns.Floor(due) : InMemoryRuns.Floor(now + run.Delay);
}
