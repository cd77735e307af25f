using System.Collections.Concurrent;
using BotKit.Nodes;
using BotKit.Storage.Commands;
using BotKit.Storage.Recovery;

namespace BotKit.Storage.Ports;

internal sealed class RelationalNodes(RelationalStore store) : IBotNodeStore
{
    // Of a store that one process owns, every node that did not join here is of a process that is gone.
    private readonly ConcurrentDictionary<Guid, bool> _joinedHere = new();

    public bool HasLeases => true;

    public async ValueTask JoinAsync(NodeRecord node, CancellationToken cancellationToken)
    {
        _joinedHere[node.Id] = true;
        Func<ICollection<Guid>>? joinedHere = store.Dialect.IsShared ? null : () => _joinedHere.Keys;
        var recovered = await store.WriteAsync((node, joinedHere), NodeStatements.Join, cancellationToken).ConfigureAwait(false);
        if (recovered > 0)
        {
            Log.RunsRecovered(store.Logger, recovered);
            store.Wake();
        }
    }

    public NodeBeat Beat(Guid node)
    {
        store.OpenAsync(CancellationToken.None).GetAwaiter().GetResult();
        if (store.Dialect.Beat(node) is { } beat)
        {
            return beat;
        }

        var command = new BeatCommand(node);
        store.Submit(command);
        return command.Task.GetAwaiter().GetResult();
    }

    public async ValueTask LeaveAsync(Guid node, CancellationToken cancellationToken)
    {
        await store.WriteAsync(node, NodeStatements.Leave, cancellationToken).ConfigureAwait(false);
        _joinedHere.TryRemove(node, out _);
        store.Signals.Remove(node);
        store.Wake();
    }

    public async ValueTask<IReadOnlyList<NodeRecord>> ListAsync(CancellationToken cancellationToken)
        => await store.ReadAsync(NodeStatements.ListAsync, cancellationToken).ConfigureAwait(false);

    public async ValueTask<NodeRecovery?> RecoverAsync(Guid node, long beat, CancellationToken cancellationToken)
    {
        var recovery = await store.WriteAsync((node, beat), NodeStatements.Recover, cancellationToken).ConfigureAwait(false);
        if (recovery is not null)
        {
            _joinedHere.TryRemove(node, out _);
            store.Signals.Remove(node);
            store.Wake();
        }

        return recovery;
    }
}
