namespace BotKit.Pipeline;

/// <summary>
/// One stage of a bot's pipeline. Stages are composed once per bot and hold their next stage; a stage that has nothing to
/// do is left out. How the run ended is left on the run, so that nothing is thrown or wrapped on the way out. A stage awaits
/// only what has not ended yet: an async method that never waits costs more than most stages do.
/// </summary>
internal abstract class RunStage
{
    public abstract ValueTask InvokeAsync(BotRun run);
}
