namespace BotKit.Queue;

/// <summary>
/// Says that this host has a worker that hands queued runs out; BotKit.Scheduling registers it with <c>AddScheduling</c>.
/// Without one nobody would run what is accepted, so nothing is.
/// </summary>
public interface IBotQueueWorker
{
    /// <summary>Whether it hands out runs now: it was started, and it does not stop.</summary>
    bool IsWorking { get; }
}
