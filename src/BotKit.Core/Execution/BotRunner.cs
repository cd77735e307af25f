using BotKit.Pipeline;

namespace BotKit.Execution;

/// <summary>Runs one bot, whatever its types: the door that every other door leads to.</summary>
internal abstract class BotRunner(BotDescriptor descriptor, BotRuntime runtime)
{
    public BotDescriptor Descriptor { get; } = descriptor;

    public BotRuntime Runtime { get; } = runtime;

    public abstract ValueTask<BotResult> RunAsync(BotRequest request, Lineage? lineage, CancellationToken cancellationToken);

    /// <summary>Takes new options: gates are adjusted in place, and the pipeline is composed anew.</summary>
    public abstract void Configure(BotOptions options);

    /// <summary>Runs the bot's own health check in a scope of its own, outside the pipeline.</summary>
    public abstract ValueTask CheckAsync(CancellationToken cancellationToken);
}
