namespace BotKit.Handlers.Workflows;

/// <summary>Reads the definitions at the start, so that a host with one that cannot run does not.</summary>
internal sealed class WorkflowStartup(WorkflowCatalog catalog) : IBotLifecycle
{
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        // Tasks are checked against the bots, and whoever starts this may be making them.
        await Task.Yield();
        _ = catalog.Current;
    }

    public ValueTask DrainAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
