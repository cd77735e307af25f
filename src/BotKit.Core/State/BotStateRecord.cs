namespace BotKit.State;

/// <summary>What is kept of a bot's condition across restarts and shared between nodes.</summary>
/// <param name="Version">Grows by one with each write; 0 when nothing was written yet.</param>
/// <param name="Pause">The pause, or <see langword="null"/>.</param>
/// <param name="Circuit">Closed, open or isolated.</param>
/// <param name="OpenUntil">When an open circuit lets a probe through.</param>
/// <param name="Probe">The probe in flight, or <see langword="null"/>.</param>
public sealed record BotStateRecord(
    long Version, BotPause? Pause, CircuitPosition Circuit, DateTimeOffset? OpenUntil, CircuitProbe? Probe)
{
    /// <summary>The state of a bot of which nothing was written yet.</summary>
    public static BotStateRecord Initial { get; } = new(0, null, CircuitPosition.Closed, null, null);

    internal bool IsProbe(Guid executionId, DateTimeOffset now)
        => Circuit == CircuitPosition.Open && Probe is { } probe && probe.ExecutionId == executionId && probe.Until > now;
}
