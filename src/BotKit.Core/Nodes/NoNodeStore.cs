namespace BotKit.Nodes;

/// <summary>The node of a process that keeps everything in its own memory: it holds its runs as long as it lives.</summary>
internal sealed class NoNodeStore : IBotNodeStore
{
    public bool HasLeases => false;

    public ValueTask JoinAsync(NodeRecord node, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public NodeBeat Beat(Guid node) => new(true, []);

    public ValueTask LeaveAsync(Guid node, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<IReadOnlyList<NodeRecord>> ListAsync(CancellationToken cancellationToken) => new([]);

    public ValueTask<NodeRecovery?> RecoverAsync(Guid node, long beat, CancellationToken cancellationToken) => new((NodeRecovery?)null);
}
