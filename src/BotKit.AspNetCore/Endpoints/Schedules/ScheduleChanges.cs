using BotKit.Ledger;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Lets schedules be changed, and writes down who did.</summary>
internal sealed class ScheduleChanges(AuditTrail audit, ILogger<ScheduleChanges> logger)
{
    private const string Unsaid = "The store did not say whether it was done.";

    /// <param name="call">The call.</param>
    /// <param name="action">What, as the audit says it.</param>
    /// <param name="schedule">The schedule's id.</param>
    /// <param name="bot">Its bot.</param>
    /// <param name="note">What more to write down.</param>
    /// <param name="change">Does it; nothing was done when it gives <see langword="null"/>.</param>
    public async ValueTask<T?> DoAsync<T>(ApiCall call, string action, string schedule, string bot, string? note, Func<CancellationToken, ValueTask<T?>> change)
    {
        Log.ScheduleOperated(logger, action, schedule, call.Caller.Name);
        T? done;
        try
        {
            done = await change(call.Aborted).ConfigureAwait(false);
        }
        catch (BotStoreException exception) when (exception.IsOutcomeUnknown)
        {
            await audit.AppendAsync(call, action, bot, note: Note(schedule, note is null ? Unsaid : $"{note}. {Unsaid}")).ConfigureAwait(false);
            throw;
        }

        if (done is not null)
        {
            await audit.AppendAsync(call, action, bot, note: Note(schedule, note)).ConfigureAwait(false);
        }

        return done;
    }

    public static string Note(string schedule, string? note) => note is null ? schedule : $"{schedule}: {note}";
}
