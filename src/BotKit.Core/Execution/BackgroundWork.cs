namespace BotKit.Execution;

/// <summary>Starts background work apart from whatever happens to start it: a request's context must not live on in it.</summary>
internal class BackgroundWork
{
    public virtual Task Run(Func<Task> work)
    {
        using var unflowed = ExecutionContext.SuppressFlow();
        return Task.Run(work);
    }
}
