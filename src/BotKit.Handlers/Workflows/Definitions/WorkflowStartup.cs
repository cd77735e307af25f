namespace BotKit.Handlers.Workflows;

/// <summary>Reads the definitions at the start, so that a host with one that cannot run does not.</summary>
internal sealed class WorkflowStartup(WorkflowCatalog catalog) : IBotLifecycle
{
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _ = catalog.Current;
        return ValueTask.CompletedTask;
    }

    public ValueTask DrainAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
