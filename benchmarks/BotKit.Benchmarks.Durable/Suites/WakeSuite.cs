using System.Diagnostics;
using System.Globalization;
using BotKit.Benchmarks.Durable.Peers;
using BotKit.Benchmarks.Ratios;
using BotKit.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Benchmarks.Durable.Suites;

/// <summary>How soon an idle worker in another process starts what is put into the queue, and what it costs to be idle.</summary>
internal static class WakeSuite
{
    private const string Suite = "postgres-idle";
    private const string Bot = "stamp";

    public static async IAsyncEnumerable<Figure> RunAsync(DurableOptions options)
    {
        var server = await PostgresServer.StartNewAsync().ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            var database = await server.CreateDatabaseAsync().ConfigureAwait(false);
            var peer = await BotKitPeer.CreateAsync(
                "BotKit", bots => bots.UsePostgreSql(database).AddBot<StampBot>(Bot), runsQueue: false).ConfigureAwait(false);
            await using (peer.ConfigureAwait(false))
            {
                using var worker = StartWorker(database);
                await worker.StandardOutput.ReadLineAsync().ConfigureAwait(false);
                var manager = peer.Services.GetRequiredService<IBotManager>();
                List<double> waits = [];
                for (var i = 0; i < options.Of(300) + 5; i++)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(40, 120)), TimeProvider.System).ConfigureAwait(false);
                    var sent = Stopwatch.GetTimestamp();
                    await manager.EnqueueAsync(new BotRequest(Bot, new NoOpInput(i))).ConfigureAwait(false);
                    var started = long.Parse((await worker.StandardOutput.ReadLineAsync().ConfigureAwait(false))!, CultureInfo.InvariantCulture);
                    if (i >= 5)
                    {
                        waits.Add(Stopwatch.GetElapsedTime(sent, started).TotalMilliseconds);
                    }
                }

                worker.Refresh();
                var before = worker.TotalProcessorTime;
                var start = Stopwatch.GetTimestamp();
                await Task.Delay(options.IsSmoke ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(20), TimeProvider.System).ConfigureAwait(false);
                worker.Refresh();
                var share = (worker.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(start);
                worker.StandardInput.Close();
                await worker.WaitForExitAsync().ConfigureAwait(false);
                yield return new(Suite, "enqueue to start, p50", DurableOptions.Percentile(waits, 0.5), "ms", Target.AtMost(10));
                yield return new(Suite, "enqueue to start, p99", DurableOptions.Percentile(waits, 0.99), "ms", Target.AtMost(50));
                yield return new(Suite, "share of a core while idle", share, "ratio", Target.Below(0.01));
            }
        }
    }

    /// <summary>The other process: writes when each run starts, by the monotonic clock that all processes share.</summary>
    public static async Task<int> WorkAsync(string database)
    {
        var peer = await BotKitPeer.CreateAsync("worker", bots => bots.UsePostgreSql(database).AddBot<StampBot>(Bot)).ConfigureAwait(false);
        await using (peer.ConfigureAwait(false))
        {
            Console.WriteLine("ready");
            await Console.In.ReadToEndAsync().ConfigureAwait(false);
            return 0;
        }
    }

    private static Process StartWorker(string database)
    {
        var program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        return Process.Start(new ProcessStartInfo(program, [.. self, "worker", database])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    internal sealed class StampBot : BaseBot<NoOpInput, Nothing>
    {
        protected override ValueTask<Nothing> ExecuteAsync(NoOpInput input, BotContext context, CancellationToken cancellationToken)
        {
            Console.WriteLine(Stopwatch.GetTimestamp());
            return new(default(Nothing)!);
        }
    }
}
