using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Who did what.</summary>
internal sealed class AuditEndpoint(IBotAuditStore audit)
{
    private const int DefaultCount = 50;
    private const int MaxCount = 1_000;

    public async ValueTask<Answer> ListAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var bot = query.Text("bot");
        var before = query.Id("before");
        var count = query.Number("count", DefaultCount, MaxCount);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var entries = await audit.ListAsync(bot, before, count, call.Aborted).ConfigureAwait(false);
        Guid? next = entries.Count == count ? entries[^1].Id : null;
        return new JsonAnswer<AuditListBody>(new(entries, next), ApiJson.Default.AuditListBody);
    }
}
