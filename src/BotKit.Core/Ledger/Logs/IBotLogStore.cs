namespace BotKit.Ledger;

/// <summary>Keeps what was logged during runs.</summary>
public interface IBotLogStore
{
    /// <summary>Appends lines of a run. It must not block and must not throw for a full or failing store: a gap is counted and logged.</summary>
    /// <param name="part">The lines. A run may bring several parts, also with a stale fence.</param>
    void Append(RunLogPart part);

    /// <summary>Reads the lines of one run.</summary>
    /// <param name="executionId">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its parts by fence, each in the order in which it was appended; empty when the store holds none (any more).</returns>
    ValueTask<IReadOnlyList<RunLogPart>> ReadAsync(Guid executionId, CancellationToken cancellationToken);

    /// <summary>Lists lines of all runs, newest first: runs in the order in which they were stored, and lines in order within a run.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<RunLogEntry>> ListAsync(RunLogQuery query, CancellationToken cancellationToken);
}
