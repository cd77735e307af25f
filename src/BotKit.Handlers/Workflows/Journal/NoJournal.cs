namespace BotKit.Handlers.Workflows;

/// <summary>For runs of which nothing outlives the process.</summary>
internal sealed class NoJournal : IWorkflowJournal
{
    public ValueTask<FrameRecord?> ReadAsync(string path, CancellationToken cancellationToken) => default;

    public ValueTask WriteAsync(Frame frame, long steps, CancellationToken cancellationToken) => default;

    public ValueTask KeepInputAsync(int state, FrameData data, CancellationToken cancellationToken) => default;
}
