using System.Data.Common;
using BotKit.Ledger;

namespace BotKit.Queue;

/// <summary>
/// Keeps runs that happen later and hands each of them to one node at a time. Every write of a run that a node holds carries
/// the fence of its hand-out, and a stale one changes nothing. A store that cannot answer throws a <see cref="BotStoreException"/>.
/// </summary>
public interface IBotQueueStore
{
    /// <summary>Whether an accepted run survives a restart.</summary>
    bool IsDurable { get; }

    /// <summary>
    /// Submits runs, all in one commit. Once it returns, every accepted run is committed with full durability. Cancellation is
    /// honoured until the commit is on its way.
    /// </summary>
    /// <param name="runs">The runs, 1 to 10,000.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>What came of each, in their order; when one is refused, none of them is accepted, and the others are <see cref="EnqueueOutcome.Accepted"/> or <see cref="EnqueueOutcome.Joined"/> only in name.</returns>
    /// <exception cref="BotStoreException">Nothing is accepted, unless <see cref="BotStoreException.IsOutcomeUnknown"/>.</exception>
    ValueTask<IReadOnlyList<EnqueueResult>> EnqueueAsync(IReadOnlyList<RunSubmission> runs, CancellationToken cancellationToken);

    /// <summary>Submits a run as part of somebody else's transaction on the same database: it is accepted when that commits.</summary>
    /// <param name="run">The run.</param>
    /// <param name="transaction">The open transaction.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NotSupportedException">The store has no database, or the transaction belongs to another kind of database.</exception>
    ValueTask<EnqueueResult> EnqueueAsync(RunSubmission run, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>
    /// Hands due runs to a node, most urgent first and fair between bots, leaving alone bots that are paused or whose circuit
    /// is open, and lets one run of a bot through whose circuit is due for its probe.
    /// </summary>
    /// <param name="request">Who asks, and for what it has room.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    ValueTask<ClaimBatch> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Gives back what the node holds by the store's account and knows nothing of, because the answer to its claim was lost. The
    /// hand-outs do not count. The node claims nothing meanwhile. Direct runs are left alone.
    /// </summary>
    /// <param name="node">The node's incarnation.</param>
    /// <param name="held">The hand-outs that it knows of; a run may be in its hands once more under a later fence that it does not know of.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>How many were given back. The default does nothing, which is right for a store whose answers cannot be lost.</returns>
    ValueTask<int> ReturnUnknownAsync(Guid node, IReadOnlySet<(Guid ExecutionId, long Fence)> held, CancellationToken cancellationToken) => new(0);

    /// <summary>Gives a run back without an outcome.</summary>
    /// <param name="release">The run, and when it is due again.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>Whether the fence was good.</returns>
    ValueTask<bool> ReleaseAsync(RunRelease release, CancellationToken cancellationToken);

    /// <summary>Stores how far a run has come.</summary>
    /// <param name="executionId">The run.</param>
    /// <param name="fence">The fence of its hand-out.</param>
    /// <param name="progress">How far.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether the fence was good.</returns>
    ValueTask<bool> ReportAsync(Guid executionId, long fence, BotProgress progress, CancellationToken cancellationToken);

    /// <summary>Ends a run that waits, and asks the node of a running one to cancel it.</summary>
    /// <param name="executionId">The run.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    ValueTask<CancelOutcome> CancelAsync(Guid executionId, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a run due that waits for a later time, in one statement. One that runs is noted instead: when this hand-out ends with
    /// <see cref="HandOutEnd.Yielded"/> it is due at once, whatever it asked for. The next hand-out takes the note away, because what
    /// was stored before the wake is seen by it. Other ends of the hand-out keep their delays, and a loss keeps the note.
    /// </summary>
    /// <param name="executionId">The run.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    ValueTask<WakeOutcome> WakeAsync(Guid executionId, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a new queued run from one that has ended, in one statement: same bot, input and payload version, no key, its own
    /// lineage, but the schedule and the due instant of the old one, so that the bot deals with the same span of time. The old one
    /// stays as it is.
    /// </summary>
    /// <param name="executionId">The run that has ended.</param>
    /// <param name="run">The new run; its input is used when it is not empty, otherwise the old one's.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>What came of it; <see langword="null"/> when the ledger does not hold the old run, it has not ended or its input was erased.</returns>
    ValueTask<EnqueueResult?> ReplayAsync(Guid executionId, RunSubmission run, CancellationToken cancellationToken);

    /// <summary>
    /// Sleeps until there may be something to claim: a run was accepted or given back, a bot was resumed, or the time has
    /// passed. It may return early.
    /// </summary>
    /// <param name="node">The node that is idle.</param>
    /// <param name="atMost">How long at most.</param>
    /// <param name="cancellationToken">Wakes it up.</param>
    ValueTask WaitForWorkAsync(Guid node, TimeSpan atMost, CancellationToken cancellationToken);

    /// <summary>How much waits and runs, by bot; bots without any are absent.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<QueueDepth>> ReadDepthsAsync(CancellationToken cancellationToken);
}
