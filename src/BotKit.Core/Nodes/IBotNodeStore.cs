using BotKit.Ledger;

namespace BotKit.Nodes;

/// <summary>
/// The leases under which nodes hold runs. Times in it are for people: a node that watches another one takes its runs only
/// after the same <see cref="NodeRecord.Beat"/> was seen for a whole lease on the watcher's own monotonic clock.
/// </summary>
public interface IBotNodeStore
{
    /// <summary>Whether leases expire, so that a node must renew its own and watch the others'. A store in memory dies with its node.</summary>
    bool HasLeases { get; }

    /// <summary>Registers a new incarnation.</summary>
    /// <param name="node">The node.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BotStoreException">The store cannot be reached.</exception>
    ValueTask JoinAsync(NodeRecord node, CancellationToken cancellationToken);

    /// <summary>
    /// Renews a lease. It blocks its thread, which is one of its own, so that a starved thread pool costs no lease.
    /// </summary>
    /// <param name="node">The incarnation.</param>
    /// <exception cref="BotStoreException">The store cannot be reached.</exception>
    NodeBeat Beat(Guid node);

    /// <summary>Gives a lease up; runs it still holds are recovered as lost at once.</summary>
    /// <param name="node">The incarnation.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask LeaveAsync(Guid node, CancellationToken cancellationToken);

    /// <summary>Lists the nodes that are alive or were within the last day, newest first.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<NodeRecord>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes the lease of a node away, if its beat is still the given one, and recovers its runs in one statement: put back,
    /// <see cref="BotStatus.Dead"/> after the cap, <see cref="BotStatus.Canceled"/> where that was asked for.
    /// </summary>
    /// <param name="node">The incarnation.</param>
    /// <param name="beat">The beat that was seen for a whole lease.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>What became of its runs; <see langword="null"/> when it has beaten since.</returns>
    ValueTask<NodeRecovery?> RecoverAsync(Guid node, long beat, CancellationToken cancellationToken);
}
