namespace BotKit.Pipeline;

/// <summary>Runs bots on behalf of a run.</summary>
internal interface IChildRuns
{
    ValueTask<BotResult> RunAsync(BotRun parent, string bot, object input, CancellationToken cancellationToken);
}
