using BotKit.AspNetCore.Envelope;
using BotKit.Notifications;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>The alerts, the newest first.</summary>
internal sealed class AlertsEndpoint(IBotAlertStore alerts)
{
    private const int DefaultCount = 50;
    private const int MaxCount = 1_000;

    public async ValueTask<Answer> ListAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var which = new BotAlertQuery
        {
            Bot = query.Text("bot"),
            Severity = query.Choice<BotSeverity>("severity"),
            IsAcknowledged = query.FlagOrNone("acknowledged"),
            Before = query.Id("before"),
            Count = query.Number("count", DefaultCount, MaxCount),
        };
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var page = await alerts.ListAsync(which, call.Aborted).ConfigureAwait(false);
        Guid? next = page.Count == which.Count ? page[^1].Id : null;
        return new JsonAnswer<AlertListBody>(new([.. page.Select(AlertBody.Of)], next), ApiJson.Default.AlertListBody);
    }
}
