using BotKit.Benchmarks.Durable.Peers;
using BotKit.Benchmarks.Ratios;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Benchmarks.Durable.Suites;

/// <summary>The embedded store, with synchronous=FULL.</summary>
internal static class SqliteSuite
{
    private const string Suite = "sqlite";

    public static async IAsyncEnumerable<Figure> RunAsync(DurableOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("botkit-bench-");
        try
        {
            var peer = await BotKitPeer.CreateAsync(
                "BotKit on SQLite", bots => bots.UseSqlite($"Data Source={Path.Combine(folder.FullName, "ledger.db")}")).ConfigureAwait(false);
            await using (peer.ConfigureAwait(false))
            {
                foreach (var (producers, count, target) in new[] { (1, 3_000, 3_000), (16, 20_000, 15_000), (64, 40_000, 25_000) })
                {
                    var rates = new List<double>();
                    var drains = new List<double>();
                    for (var round = 0; round < options.Rounds; round++)
                    {
                        await peer.HoldAsync().ConfigureAwait(false);
                        rates.Add(await Rate.OfAsync(options.Of(count), many => peer.EnqueueAsync(many, producers)).ConfigureAwait(false));
                        drains.Add(options.Of(count) / (await peer.DrainAsync(options.Of(count)).ConfigureAwait(false)).TotalSeconds);
                    }

                    yield return new(Suite, $"enqueues with {producers} producers", DurableOptions.Median(rates), "1/s", Target.AtLeast(target));
                    if (producers == 64)
                    {
                        yield return new(Suite, "drain", DurableOptions.Median(drains), "1/s", Target.AtLeast(10_000));
                    }
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
