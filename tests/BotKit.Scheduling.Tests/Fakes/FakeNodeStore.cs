using BotKit.Ledger;
using BotKit.Nodes;

namespace BotKit.Scheduling.Tests.Fakes;

/// <summary>A node store whose answers a test can hold back, refuse or lose.</summary>
internal sealed class FakeNodeStore : IBotNodeStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, NodeRecord> _nodes = [];

    public bool HasLeases { get; init; } = true;

    /// <summary>Throws at every call.</summary>
    public volatile bool IsAway;

    /// <summary>Called inside each beat, before it counts.</summary>
    public Action OnBeat { get; set; } = static () => { };

    /// <summary>Called inside each beat, after it counted.</summary>
    public Action OnAnswer { get; set; } = static () => { };

    /// <summary>Called before a node is recovered.</summary>
    public Action<Guid> OnRecover { get; set; } = static _ => { };

    public volatile bool RefusesBeats;

    public IReadOnlyList<Guid> CancelRequests { get; set; } = [];

    public int Beats => Read(() => BeatCount);

    public int Asked => Volatile.Read(ref _asked);

    public IReadOnlyList<Guid> Joined => Read(() => _nodes.Keys.ToArray());

    public IReadOnlyList<Guid> Left => Read(() => _nodes.Values.Where(static node => node.State == NodeState.Left).Select(static node => node.Id).ToArray());

    public IReadOnlyList<Guid> Recovered => Read(() => _nodes.Values.Where(static node => node.State == NodeState.Lost).Select(static node => node.Id).ToArray());

    private int BeatCount { get; set; }

    private int _asked;

    public void Add(Guid id, TimeSpan lease) => Read(() => _nodes[id] = Record(id, lease));

    public void BeatOf(Guid id) => Read(() => _nodes[id] = _nodes[id] with { Beat = _nodes[id].Beat + 1 });

    public void Leave(Guid id) => Read(() => _nodes[id] = _nodes[id] with { State = NodeState.Left });

    public ValueTask JoinAsync(NodeRecord node, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        Read(() => _nodes[node.Id] = node);
        return ValueTask.CompletedTask;
    }

    public NodeBeat Beat(Guid node)
    {
        OnBeat();
        ThrowIfAway();
        Read(() => BeatCount++);
        OnAnswer();
        return RefusesBeats ? new(false, []) : new(true, CancelRequests);
    }

    public ValueTask LeaveAsync(Guid node, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        Leave(node);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<NodeRecord>> ListAsync(CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return new(Read<IReadOnlyList<NodeRecord>>(() => _nodes.Values.ToArray()));
    }

    public ValueTask<NodeRecovery?> RecoverAsync(Guid node, long beat, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        OnRecover(node);
        return new(Read(() =>
        {
            if (_nodes[node].Beat != beat)
            {
                return null;
            }

            _nodes[node] = _nodes[node] with { State = NodeState.Lost };
            return new NodeRecovery(0, 0, 0, 0);
        }));
    }

    private static NodeRecord Record(Guid id, TimeSpan lease) => new() { Id = id, Name = "other", Version = "1", Lease = lease };

    private void ThrowIfAway()
    {
        Interlocked.Increment(ref _asked);
        if (IsAway)
        {
            throw new BotStoreException("The store is away.");
        }
    }

    private T Read<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }
}
