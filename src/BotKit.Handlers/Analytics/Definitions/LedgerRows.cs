namespace BotKit.Handlers;

/// <summary>What of the ledger becomes rows.</summary>
public enum LedgerRows
{
    /// <summary>
    /// One row per bot and minute, from the roll-ups: <c>bot</c>, <c>time</c>, <c>runs</c>, <c>succeeded</c>, <c>failed</c> (with timed out and
    /// dead), <c>invalid</c>, <c>rejected</c>, <c>canceled</c>, <c>seconds</c> (all runs together), <c>measured</c> (how many runs those are of).
    /// It needs a period.
    /// </summary>
    Minutes,

    /// <summary>
    /// One row per run: <c>bot</c>, <c>time</c>, <c>status</c>, <c>trigger</c>, <c>seconds</c>, <c>attempts</c>, <c>error</c> (its code). It
    /// needs a period.
    /// </summary>
    Runs,
}
