using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Counts, success rates and percentiles, from the ledger's roll-ups.</summary>
internal sealed class MetricsEndpoint(IBotManager manager, IBotLedger ledger, TimeProvider clock)
{
    private const int DefaultMinutes = 60;
    private const int MaxMinutes = 24 * 60;

    public async ValueTask<Answer> ReadAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var minutes = query.Number("minutes", DefaultMinutes, MaxMinutes);
        var only = query.Text("bot");
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (only is not null && manager.Find(only) is null)
        {
            return Problem.UnknownBot();
        }

        var now = clock.GetUtcNow();
        // The present minute counts, as far as it has come.
        var to = now.AddTicks(TimeSpan.TicksPerMinute - (now.UtcTicks % TimeSpan.TicksPerMinute));
        var from = to.AddMinutes(-minutes);
        var rollups = await ledger.ReadRollupsAsync(from, to, call.Aborted).ConfigureAwait(false);
        var byBot = rollups.ToLookup(static rollup => rollup.Bot, StringComparer.Ordinal);
        var bots = manager.Bots.Select(static bot => bot.Name)
            .Union(byBot.Select(static bot => bot.Key), StringComparer.Ordinal)
            .Where(name => only is null || only == name)
            .Order(StringComparer.Ordinal)
            .ToDictionary(static name => name, name => BotMetricsBody.Of([.. byBot[name]]), StringComparer.Ordinal);
        return new JsonAnswer<MetricsBody>(new(from, to, minutes, bots), ApiJson.Default.MetricsBody);
    }
}
