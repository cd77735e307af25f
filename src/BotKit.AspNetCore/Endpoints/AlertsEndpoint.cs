using BotKit.AspNetCore.Envelope;
using BotKit.Notifications;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>The newest alerts.</summary>
internal sealed class AlertsEndpoint(IBotAlertStore alerts)
{
    private const int DefaultCount = 50;
    private const int MaxCount = 1_000;

    public async ValueTask<Answer> ListAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var count = query.Number("count", DefaultCount, MaxCount);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var newest = await alerts.ListAsync(count, call.Aborted).ConfigureAwait(false);
        return new JsonAnswer<AlertListBody>(new([.. newest.Select(AlertBody.Of)]), ApiJson.Default.AlertListBody);
    }
}
