using BotKit.Ledger;
using BotKit.Pipeline;
using BotKit.Queue;

namespace BotKit.Execution;

/// <summary>Runs one bot, whatever its types: the door that every other door leads to.</summary>
internal abstract class BotRunner(BotDescriptor descriptor, BotRuntime runtime)
{
    public BotDescriptor Descriptor { get; } = descriptor;

    public BotRuntime Runtime { get; } = runtime;

    private int _delivering;

    /// <summary>Queued runs whose code runs here.</summary>
    public int Delivering => Volatile.Read(ref _delivering);

    public void CountDelivering(int change) => Interlocked.Add(ref _delivering, change);

    /// <summary>Binds and validates an input that shall be queued.</summary>
    /// <exception cref="BotRejectedException">The bot is disabled, or the input is not valid.</exception>
    public abstract ValueTask<RunSubmission> PrepareAsync(BotRequest request, BotEnqueueOptions? when, CancellationToken cancellationToken);

    /// <summary>Binds and validates an input of which runs are made later, also while the bot is disabled.</summary>
    /// <returns>What is stored of it.</returns>
    /// <exception cref="BotRejectedException">The input is not valid.</exception>
    public abstract ValueTask<ReadOnlyMemory<byte>> PrepareInputAsync(BotRequest request, CancellationToken cancellationToken);

    /// <summary>The submission of a run that repeats one that has ended.</summary>
    public abstract RunSubmission Repeat(StoredRun old, BotRunOptions? options);

    /// <summary>Runs what the queue handed out.</summary>
    public abstract ValueTask<Delivered> DeliverAsync(ClaimedRun run, CancellationToken abandon);

    public abstract ValueTask<BotResult> RunAsync(BotRequest request, Lineage? lineage, CancellationToken cancellationToken);

    /// <summary>Takes new options: gates are adjusted in place, and the pipeline is composed anew.</summary>
    public abstract void Configure(BotOptions options);

    /// <summary>Runs the bot's own health check in a scope of its own, outside the pipeline.</summary>
    public abstract ValueTask CheckAsync(CancellationToken cancellationToken);
}
