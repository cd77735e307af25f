using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;
using BotKit.Notifications;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Acknowledges an alert. The first one to do so stays; who comes later is told who it was.</summary>
internal sealed class AcknowledgeEndpoint(IBotAlertStore alerts, AuditTrail audit, ILogger<AcknowledgeEndpoint> logger)
{
    private const string Action = "alert_ack";

    public async ValueTask<Answer> AcknowledgeAsync(ApiCall call)
    {
        if (!Guid.TryParseExact(call.Http.GetRouteValue("id") as string, "D", out var id)
            || await alerts.FindAsync(id, call.Aborted).ConfigureAwait(false) is not { } alert)
        {
            return Unknown();
        }

        var (body, problem) = await ApiBody.ReadOptionalAsync(call, RequestJson.Default.AcknowledgeBody, new()).ConfigureAwait(false);
        if (body is null)
        {
            return problem!;
        }

        if (body.FindProblems() is { Count: > 0 } problems)
        {
            return ApiBody.Invalid(problems);
        }

        if (alert.AcknowledgedAt is not null)
        {
            return Of(alert);
        }

        Log.AlertOperated(logger, id, alert.Bot, call.Caller.Name);
        return await AcknowledgeAsync(call, alert, body.Note).ConfigureAwait(false) is { } acknowledged ? Of(acknowledged) : Unknown();
    }

    private async ValueTask<BotAlert?> AcknowledgeAsync(ApiCall call, BotAlert alert, string? note)
    {
        try
        {
            var acknowledged = await alerts.AcknowledgeAsync(alert.Id, call.Caller.Name, note, call.Aborted).ConfigureAwait(false);
            // Somebody else may have been quicker.
            if (acknowledged?.AcknowledgedBy == call.Caller.Name)
            {
                await WriteDownAsync(call, alert, note).ConfigureAwait(false);
            }

            return acknowledged;
        }
        catch (BotStoreException exception) when (exception.IsOutcomeUnknown)
        {
            await WriteDownAsync(call, alert, "The store did not say whether it was done.").ConfigureAwait(false);
            throw;
        }
    }

    private ValueTask WriteDownAsync(ApiCall call, BotAlert alert, string? note)
        => audit.AppendAsync(call, Action, alert.Bot, alert.ExecutionId, $"{alert.Id} ({alert.Code}){(note is null ? "" : ": " + note)}");

    private static JsonAnswer<AlertBody> Of(BotAlert alert) => new(AlertBody.Of(alert), ApiJson.Default.AlertBody);

    private static Problem Unknown() => Problem.Of(404, BotErrorCodes.UnknownAlert, "There is no alert of that id.");
}
