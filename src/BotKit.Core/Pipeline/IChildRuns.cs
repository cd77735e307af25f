namespace BotKit.Pipeline;

/// <summary>Runs bots on behalf of a run.</summary>
internal interface IChildRuns
{
    ValueTask<BotResult> RunAsync(RunContext parent, string bot, object input, CancellationToken cancellationToken);

    ValueTask<BotResult> RunAsync(RunContext parent, BotRequest request, CancellationToken cancellationToken);
}
