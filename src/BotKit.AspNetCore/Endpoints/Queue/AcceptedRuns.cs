using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Answers 202 for a run that is in the ledger and has not ended as far as its caller waited.</summary>
internal sealed class AcceptedRuns(IBotLedger ledger, IBotQueueStore queue)
{
    /// <param name="call">The call.</param>
    /// <param name="executionId">The run.</param>
    /// <param name="bot">Its bot.</param>
    /// <param name="status">Where it stands, as far as it is new; a joined one may have come further.</param>
    /// <param name="mayBeEarlier">Whether it may be an earlier run that has the same idempotency key.</param>
    /// <param name="applied">The preference of the caller that led to it, or <see langword="null"/>.</param>
    /// <param name="replayOf">The run that it repeats.</param>
    public async ValueTask<Answer> AnswerAsync(
        ApiCall call, Guid executionId, string bot, RunState status, bool mayBeEarlier, string? applied, Guid? replayOf = null)
    {
        if (mayBeEarlier)
        {
            status = await StateAsync(executionId, status, call.Aborted).ConfigureAwait(false);
        }

        var body = new AcceptedBody(executionId, bot, status, queue.IsDurable, replayOf);
        return new JsonAnswer<AcceptedBody>(body, ApiJson.Default.AcceptedBody, 202)
        {
            Headers = applied is null
                ? [("Location", call.LocationOf(executionId))]
                : [("Location", call.LocationOf(executionId)), ("Preference-Applied", applied)],
        };
    }

    // It is accepted, whatever this look at the ledger says.
    private async ValueTask<RunState> StateAsync(Guid executionId, RunState assumed, CancellationToken cancellationToken)
    {
        try
        {
            return (await ledger.FindAsync(executionId, cancellationToken).ConfigureAwait(false))?.State ?? assumed;
        }
        catch (BotStoreException)
        {
            return assumed;
        }
    }
}
