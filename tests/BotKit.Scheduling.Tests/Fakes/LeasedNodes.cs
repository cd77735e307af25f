using BotKit.Ledger;
using BotKit.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Fakes;

/// <summary>The in-memory nodes with leases, and with a way to cut a node off.</summary>
internal sealed class LeasedNodes(InMemoryRuns runs) : IBotNodeStore
{
    private readonly InMemoryNodeStore _inner = new(runs);

    public volatile bool IsAway;

    public bool HasLeases => true;

    public static void Add(IServiceCollection services, Action<LeasedNodes> made)
        => services.AddSingleton<IBotNodeStore>(provider =>
        {
            var nodes = new LeasedNodes(provider.GetRequiredService<InMemoryRuns>());
            made(nodes);
            return nodes;
        });

    public ValueTask JoinAsync(NodeRecord node, CancellationToken cancellationToken) => Reachable().JoinAsync(node, cancellationToken);

    public NodeBeat Beat(Guid node) => Reachable().Beat(node);

    public ValueTask LeaveAsync(Guid node, CancellationToken cancellationToken) => Reachable().LeaveAsync(node, cancellationToken);

    public ValueTask<IReadOnlyList<NodeRecord>> ListAsync(CancellationToken cancellationToken) => Reachable().ListAsync(cancellationToken);

    public ValueTask<NodeRecovery?> RecoverAsync(Guid node, long beat, CancellationToken cancellationToken)
        => Reachable().RecoverAsync(node, beat, cancellationToken);

    private InMemoryNodeStore Reachable() => IsAway ? throw new BotStoreException("away") : _inner;
}
