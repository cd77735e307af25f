namespace BotKit.Queue;

/// <summary>
/// Says that this host has a worker that hands queued runs out; BotKit.Scheduling registers it with <c>AddScheduling</c>.
/// Without one nobody would run what is accepted, so nothing is.
/// </summary>
public interface IBotQueueWorker
{
    /// <summary>Whether what this host accepts is run by somebody: by itself, or by another host where the store is durable.</summary>
    bool IsWorking { get; }
}
