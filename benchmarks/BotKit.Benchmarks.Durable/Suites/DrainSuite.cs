using BotKit.Benchmarks.Durable.Peers;
using BotKit.Benchmarks.Ratios;
using BotKit.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Benchmarks.Durable.Suites;

/// <summary>How fast waiting jobs are worked off and recorded, by everybody on the same server, by turns.</summary>
internal static class DrainSuite
{
    private const string Suite = "postgres-drain";

    public static async IAsyncEnumerable<Figure> RunAsync(DurableOptions options)
    {
        var server = await PostgresServer.StartNewAsync().ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            var raw = await RawLoop.CreateAsync(await server.CreateDatabaseAsync().ConfigureAwait(false)).ConfigureAwait(false);
            var quartz = await QuartzPeer.CreateAsync(await server.CreateDatabaseAsync().ConfigureAwait(false)).ConfigureAwait(false);
            var hangfire = new HangfirePeer(await server.CreateDatabaseAsync().ConfigureAwait(false));
            var database = await server.CreateDatabaseAsync().ConfigureAwait(false);
            var count = new JobCount();
            var one = await BotKitPeer.CreateAsync("BotKit", bots => bots.UsePostgreSql(database), count: count).ConfigureAwait(false);
            await using (raw.ConfigureAwait(false))
            await using (hangfire.ConfigureAwait(false))
            await using (quartz.ConfigureAwait(false))
            {
                List<double> raws = [], hangfires = [], quartzes = [], ours = [], pairs = [];
                for (var round = 0; round < options.Rounds; round++)
                {
                    await raw.FillAsync(options.Of(20_000)).ConfigureAwait(false);
                    raws.Add(options.Of(20_000) / (await raw.DrainAsync(options.Of(20_000)).ConfigureAwait(false)).TotalSeconds);
                    ours.Add(await BotKitAsync(one, options.Of(20_000)).ConfigureAwait(false));
                    hangfires.Add(await PeerAsync(hangfire, options.Of(500)).ConfigureAwait(false));
                    if (round == 0)
                    {
                        // Once started, its scheduler works on whatever comes.
                        quartzes.Add(await PeerAsync(quartz, options.Of(1_000)).ConfigureAwait(false));
                    }
                }

                var two = await BotKitPeer.CreateAsync("BotKit, second node", bots => bots.UsePostgreSql(database), count: count).ConfigureAwait(false);
                await using (two.ConfigureAwait(false))
                {
                    for (var round = 0; round < options.Rounds; round++)
                    {
                        pairs.Add(await BotKitAsync(one, options.Of(20_000)).ConfigureAwait(false));
                    }
                }

                await one.DisposeAsync().ConfigureAwait(false);
                var own = DurableOptions.Median(ours);
                yield return new(Suite, "raw loop", DurableOptions.Median(raws), "1/s");
                yield return new(Suite, "Hangfire", DurableOptions.Median(hangfires), "1/s");
                yield return new(Suite, "Quartz", DurableOptions.Median(quartzes), "1/s");
                yield return new(Suite, "BotKit", own, "1/s", Target.AtLeast(8_000));
                yield return new(Suite, "BotKit / raw loop", DurableOptions.Median(ours.Zip(raws, static (a, b) => a / b)), "ratio", Target.AtLeast(0.35));
                yield return new(Suite, "BotKit / Hangfire", own / DurableOptions.Median(hangfires), "ratio", Target.AtLeast(30));
                yield return new(Suite, "BotKit / Quartz", own / DurableOptions.Median(quartzes), "ratio", Target.AtLeast(12));
                yield return new(Suite, "BotKit, two nodes / one", DurableOptions.Median(pairs) / own, "ratio", Target.AtLeast(1));
            }
        }
    }

    private static async Task<double> BotKitAsync(BotKitPeer peer, int count)
    {
        await peer.HoldAsync().ConfigureAwait(false);
        await peer.EnqueueAsync(count, 64).ConfigureAwait(false);
        return count / (await peer.DrainAsync(count).ConfigureAwait(false)).TotalSeconds;
    }

    private static async Task<double> PeerAsync(IPeer peer, int count)
    {
        await peer.EnqueueAsync(count, 8).ConfigureAwait(false);
        return count / (await peer.DrainAsync(count).ConfigureAwait(false)).TotalSeconds;
    }
}
