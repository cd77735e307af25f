using BotKit.Diagnostics;
using BotKit.Ledger;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Writes down who did what through the API.</summary>
internal sealed class AuditTrail(TimeProvider clock, ILogger<AuditTrail> logger, IBotAuditStore store)
{
    /// <summary>
    /// Writes down what was done. A store that fails does not undo it, and must not keep anybody from pausing a bot: the gap is
    /// logged, with all that the entry would have said.
    /// </summary>
    public async ValueTask AppendAsync(ApiCall call, string action, string? bot = null, Guid? executionId = null, string? note = null)
    {
        try
        {
            await DemandAsync(call, action, bot, executionId, note).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // What was done is done.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.AuditLost(logger, exception, call.Caller.Name, action, bot, executionId);
        }
    }

    /// <summary>Writes down what is about to be done, which must not be done otherwise.</summary>
    /// <exception cref="BotStoreException">It could not be written.</exception>
    public async ValueTask DemandAsync(ApiCall call, string action, string? bot = null, Guid? executionId = null, string? note = null)
    {
        var now = clock.GetUtcNow();
        // A caller that has left did it all the same.
        await store.AppendAsync(
            new(ExecutionIds.Create(now), now, action, call.Caller.Name, bot, executionId, note), CancellationToken.None).ConfigureAwait(false);
    }
}
