using BotKit.Benchmarks.Durable.Peers;
using BotKit.Benchmarks.Ratios;
using BotKit.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Benchmarks.Durable.Suites;

/// <summary>How fast runs are accepted, each acknowledged after its commit.</summary>
internal static class EnqueueSuite
{
    private const string Suite = "postgres-enqueue";

    public static async IAsyncEnumerable<Figure> RunAsync(DurableOptions options)
    {
        var server = await PostgresServer.StartNewAsync().ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            var raw = await RawLoop.CreateAsync(await server.CreateDatabaseAsync().ConfigureAwait(false)).ConfigureAwait(false);
            var database = await server.CreateDatabaseAsync().ConfigureAwait(false);
            var peer = await BotKitPeer.CreateAsync("BotKit", bots => bots.UsePostgreSql(database), runsQueue: false).ConfigureAwait(false);
            await using (raw.ConfigureAwait(false))
            await using (peer.ConfigureAwait(false))
            {
                foreach (var (producers, count) in new[] { (1, 3_000), (16, 20_000), (64, 40_000) })
                {
                    List<double> ours = [], theirs = [], ratios = [];
                    for (var round = 0; round < options.Rounds; round++)
                    {
                        theirs.Add(await Rate.OfAsync(options.Of(count), many => raw.EnqueueAsync(many, producers)).ConfigureAwait(false));
                        ours.Add(await Rate.OfAsync(options.Of(count), many => peer.EnqueueAsync(many, producers)).ConfigureAwait(false));
                        ratios.Add(ours[^1] / theirs[^1]);
                    }

                    yield return new(Suite, $"raw one-row inserts with {producers} producers", DurableOptions.Median(theirs), "1/s");
                    yield return new(
                        Suite, $"BotKit with {producers} producers", DurableOptions.Median(ours), "1/s",
                        producers switch { 16 => Target.AtLeast(10_000), 64 => Target.AtLeast(20_000), _ => null });
                    yield return new(
                        Suite, $"BotKit / raw with {producers} producers", DurableOptions.Median(ratios), "ratio",
                        producers == 1 ? Target.AtLeast(0.6) : null);
                }
            }
        }
    }
}
