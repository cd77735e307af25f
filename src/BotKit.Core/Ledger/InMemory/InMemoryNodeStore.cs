using BotKit.Nodes;

namespace BotKit.Ledger;

/// <summary>The nodes of a store that dies with its process: there is one, and its lease never expires by itself.</summary>
internal sealed class InMemoryNodeStore(InMemoryRuns runs) : IBotNodeStore
{
    public bool HasLeases => false;

    public ValueTask JoinAsync(NodeRecord node, CancellationToken cancellationToken)
    {
        lock (runs.Gate)
        {
            if (!runs.Nodes.ContainsKey(node.Id))
            {
                var now = runs.Now;
                runs.Nodes.Add(node.Id, node with { State = NodeState.Alive, Beat = 1, JoinedAt = now, BeatAt = now });
            }
        }

        return ValueTask.CompletedTask;
    }

    public NodeBeat Beat(Guid node)
    {
        lock (runs.Gate)
        {
            if (!runs.Nodes.TryGetValue(node, out var record) || record.State != NodeState.Alive)
            {
                return new NodeBeat(false, []);
            }

            runs.Nodes[node] = record with { Beat = record.Beat + 1, BeatAt = runs.Now };
            return new NodeBeat(true, [.. runs.Held.Where(run => run.Owner == node && run.IsCancelRequested).Select(static run => run.Id)]);
        }
    }

    public ValueTask LeaveAsync(Guid node, CancellationToken cancellationToken)
    {
        lock (runs.Gate)
        {
            if (runs.Nodes.TryGetValue(node, out var record) && record.State == NodeState.Alive)
            {
                runs.Nodes[node] = record with { State = NodeState.Left };
            }

            new RecoveryRound(runs).Run(node);
        }

        runs.Work.Forget(node);
        runs.Work.Set();
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<NodeRecord>> ListAsync(CancellationToken cancellationToken)
    {
        lock (runs.Gate)
        {
            var dayAgo = runs.Now.AddDays(-1);
            return new([.. runs.Nodes.Values
                .Where(node => node.State == NodeState.Alive || node.BeatAt >= dayAgo)
                .OrderByDescending(static node => node.JoinedAt)
                .ThenByDescending(static node => node.Id)]);
        }
    }

    public ValueTask<NodeRecovery?> RecoverAsync(Guid node, long beat, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        NodeRecovery recovery;
        lock (runs.Gate)
        {
            if (!runs.Nodes.TryGetValue(node, out var record) || record.Beat != beat)
            {
                return new((NodeRecovery?)null);
            }

            runs.Nodes[node] = record.State == NodeState.Alive ? record with { State = NodeState.Lost } : record;
            recovery = new RecoveryRound(runs).Run(node);
        }

        runs.Work.Set();
        return new(recovery);
    }
}
