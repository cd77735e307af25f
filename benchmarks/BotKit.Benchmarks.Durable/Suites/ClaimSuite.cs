using System.Diagnostics;
using BotKit.Benchmarks.Durable.Peers;
using BotKit.Benchmarks.Ratios;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Benchmarks.Durable.Suites;

/// <summary>Claims among 500 bots, one of which has flooded the queue.</summary>
internal static class ClaimSuite
{
    private const string Suite = "postgres-claim";
    private const int Bots = 500;

    public static async IAsyncEnumerable<Figure> RunAsync(DurableOptions options)
    {
        var server = await PostgresServer.StartNewAsync().ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            var database = await server.CreateDatabaseAsync().ConfigureAwait(false);
            var peer = await BotKitPeer.CreateAsync("BotKit", bots =>
            {
                bots.UsePostgreSql(database);
                for (var i = 0; i < Bots; i++)
                {
                    bots.AddBot<NoOpBot>(Name(i));
                }
            }, runsQueue: false).ConfigureAwait(false);
            await using (peer.ConfigureAwait(false))
            {
                var before = GC.GetTotalMemory(forceFullCollection: true);
                await peer.EnqueueAsync(options.Of(100_000), 64).ConfigureAwait(false);
                var held = GC.GetTotalMemory(forceFullCollection: true) - before;
                var manager = peer.Services.GetRequiredService<IBotManager>();
                await Producers.RunAsync(Bots, 16, async i =>
                    await manager.EnqueueAsync(new BotRequest(Name(i), new NoOpInput(i))).ConfigureAwait(false)).ConfigureAwait(false);
                var (times, claimsUntilServed) = await ClaimAsync(peer, options).ConfigureAwait(false);
                yield return new(Suite, "claim of 16 with 500 bots, p50", DurableOptions.Percentile(times, 0.5), "ms");
                yield return new(Suite, "claim of 16 with 500 bots, p99", DurableOptions.Percentile(times, 0.99), "ms", Target.AtMost(10));
                yield return new(Suite, "claims until a newly waiting bot is served", claimsUntilServed, "count", Target.AtMost(3));
                yield return new(Suite, "memory held while 100,000 wait", held / 1048576d, "MiB", Target.AtMost(16));
            }
        }
    }

    private static async Task<(List<double> Times, double ClaimsUntilServed)> ClaimAsync(BotKitPeer peer, DurableOptions options)
    {
        var nodes = peer.Services.GetRequiredService<IBotNodeStore>();
        var node = new NodeRecord { Id = Guid.CreateVersion7(), Name = "bench", Version = "1", Lease = TimeSpan.FromMinutes(5) };
        await nodes.JoinAsync(node, CancellationToken.None).ConfigureAwait(false);
        BotSlots[] slots = [new(BotKitPeer.Bot, 16), .. Enumerable.Range(0, Bots).Select(static i => new BotSlots(Name(i), 16))];
        List<double> times = [];
        string? after = null;
        async Task<ClaimBatch> Claim()
        {
            var start = Stopwatch.GetTimestamp();
            var batch = await peer.Store.ClaimAsync(new ClaimRequest(node.Id, slots, 16, false, after), CancellationToken.None).ConfigureAwait(false);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            after = batch.After;
            return batch;
        }

        for (var i = 0; i < options.Of(1_000); i++)
        {
            await Claim().ConfigureAwait(false);
        }

        // By now every small bot has been served; one of them waits anew beside the flood.
        await peer.Services.GetRequiredService<IBotManager>().EnqueueAsync(new BotRequest(Name(7), new NoOpInput(0))).ConfigureAwait(false);
        var claims = 1;
        while (!(await Claim().ConfigureAwait(false)).Runs.Any(static run => run.Bot == Name(7)))
        {
            claims++;
        }

        return (times[Math.Min(20, times.Count / 2)..], claims);
    }

    private static string Name(int i) => $"bot-{i}";
}
