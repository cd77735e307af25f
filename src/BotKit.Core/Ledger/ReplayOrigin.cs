namespace BotKit.Ledger;

/// <summary>Where a replay comes from: a lineage of its own, and the schedule and instant of the run that it repeats.</summary>
internal static class ReplayOrigin
{
    public static RunOrigin? Of(RunOrigin? own, RunOrigin? old)
        => old is { Schedule: { } schedule } ? (own ?? new RunOrigin()) with { Schedule = schedule, ScheduledFor = old.ScheduledFor } : own;
}
