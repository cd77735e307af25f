using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Counts, success rates and percentiles, from the ledger's roll-ups, and how much waits.</summary>
internal sealed class MetricsEndpoint(IBotManager manager, IBotLedger ledger, TimeProvider clock, IBotQueueStore queue)
{
    private const int MaxEntries = 100_000;

    public async ValueTask<Answer> ReadAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var span = MetricsSpan.Read(query, clock.GetUtcNow());
        var only = query.Text("bot");
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (only is not null && manager.Find(only) is null)
        {
            return Problem.UnknownBot();
        }

        var tallies = new SortedDictionary<string, BotTally>(StringComparer.Ordinal);
        foreach (var bot in manager.Bots.Where(bot => only is null || bot.Name == only))
        {
            tallies.Add(bot.Name, new());
        }

        var entries = 0;
        foreach (var (from, to) in span.Steps())
        {
            foreach (var rollup in await ledger.ReadRollupsAsync(from, to, call.Aborted).ConfigureAwait(false))
            {
                if (only is null || rollup.Bot == only)
                {
                    entries += Tally(tallies, rollup.Bot).Add(span.EntryOf(rollup.Minute), rollup) ? 1 : 0;
                }
            }

            if (entries > MaxEntries)
            {
                return Problem.Malformed($"The series of all bots have more than {MaxEntries} entries: ask for one bot, fewer minutes or a coarser resolution.");
            }
        }

        var depths = await queue.ReadDepthsAsync(call.Aborted).ConfigureAwait(false);
        foreach (var depth in depths.Where(depth => only is null || depth.Bot == only))
        {
            Tally(tallies, depth.Bot).Queue = QueueDepthBody.Of(depth);
        }

        var minutes = (int)(span.To - span.From).TotalMinutes;
        var bots = tallies.ToDictionary(static bot => bot.Key, static bot => bot.Value.ToBody(), StringComparer.Ordinal);
        return new JsonAnswer<MetricsBody>(new(span.From, span.To, minutes, span.ResolutionName, bots), ApiJson.Default.MetricsBody);
    }

    // A bot that is registered elsewhere, or no longer, has its numbers too.
    private static BotTally Tally(SortedDictionary<string, BotTally> tallies, string bot)
    {
        if (!tallies.TryGetValue(bot, out var tally))
        {
            tallies.Add(bot, tally = new());
        }

        return tally;
    }
}
