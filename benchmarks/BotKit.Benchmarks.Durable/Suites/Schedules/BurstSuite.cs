using System.Globalization;
using BotKit.Benchmarks.Durable.Peers;
using BotKit.Benchmarks.Ratios;
using BotKit.Schedules;
using BotKit.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Benchmarks.Durable.Suites;

/// <summary>Many schedules due at one instant: how long after it the last of their runs has started.</summary>
internal static class BurstSuite
{
    private const string Suite = "schedules-burst";
    private const int Count = 10_000;

    // Code is compiled for good while it runs; a burst of a process that has run for a while is asked for.
    private const int WarmUps = 4;

    // From the last change to the instant; both peers wait as long.
    private static readonly TimeSpan InMemoryWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DatabaseWait = TimeSpan.FromSeconds(6);

    public static async IAsyncEnumerable<Figure> RunAsync(DurableOptions options)
    {
        var count = options.Of(Count);
        List<double> memory = [], sqlite = [], postgres = [], quartz = [], quartzPostgres = [];
        for (var round = options.IsSmoke ? 0 : -WarmUps; round < options.Rounds; round++)
        {
            var botKit = await BotKitAsync(count, InMemoryWait, static _ => { }).ConfigureAwait(false);
            var peer = await QuartzAsync(count, InMemoryWait, connectionString: null).ConfigureAwait(false);
            if (round >= 0)
            {
                memory.Add(botKit);
                quartz.Add(peer);
            }
        }

        // What a database server still does in the background would count for those in memory.
        var server = await PostgresServer.StartNewAsync().ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            for (var round = 0; round < options.Rounds; round++)
            {
                sqlite.Add(await SqliteAsync(count).ConfigureAwait(false));
                var database = await server.CreateDatabaseAsync().ConfigureAwait(false);
                postgres.Add(await BotKitAsync(count, DatabaseWait, bots => bots.UsePostgreSql(database)).ConfigureAwait(false));

                // It takes minutes where the others take a second.
                if (round == 0)
                {
                    quartzPostgres.Add(await QuartzAsync(count, InMemoryWait + TimeSpan.FromSeconds(count / 400), await server.CreateDatabaseAsync().ConfigureAwait(false)).ConfigureAwait(false));
                }
            }
        }

        yield return new(Suite, "in memory", DurableOptions.Median(memory), "ms", Target.AtMost(50));
        yield return new(Suite, "in memory, Quartz", DurableOptions.Median(quartz), "ms");
        yield return new(Suite, "SQLite", DurableOptions.Median(sqlite), "ms", Target.AtMost(1_500));
        yield return new(Suite, "PostgreSQL", DurableOptions.Median(postgres), "ms", Target.AtMost(3_000));
        yield return new(Suite, "PostgreSQL, Quartz", DurableOptions.Median(quartzPostgres), "ms");
    }

    private static async Task<double> SqliteAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("botkit-bench-");
        try
        {
            return await BotKitAsync(count, DatabaseWait, bots => bots.UseSqlite($"Data Source={Path.Combine(folder.FullName, "ledger.db")}")).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> BotKitAsync(int count, TimeSpan wait, Action<IBotKitBuilder> useStore)
    {
        var jobs = new JobCount();
        var peer = await BotKitPeer.CreateAsync("BotKit", useStore, static bots => bots.AddBot<BurstBot>("burst"), jobs).ConfigureAwait(false);
        await using (peer.ConfigureAwait(false))
        {
            // They are made for a day that is far away, and then all moved to the instant.
            var schedules = peer.Services.GetRequiredService<IBotScheduleStore>();
            var operations = peer.Services.GetRequiredService<IBotSchedules>();
            var tomorrow = TimeProvider.System.GetUtcNow().AddHours(20);
            await Producers.RunAsync(count, 32, async i => await operations.CreateAsync(Definition(i, tomorrow), "benchmark").ConfigureAwait(false)).ConfigureAwait(false);

            var due = TimeProvider.System.GetUtcNow() + wait;
            foreach (var ids in Enumerable.Range(0, count).Select(Id).Chunk(1_000))
            {
                await schedules.ChangeAsync(ids, (_, present, now) => present! with { NextDue = due, WakeAt = due, ChangedAt = now }, CancellationToken.None).ConfigureAwait(false);
            }

            // What making them left behind is collected before the loop goes to sleep. A change through the port wakes it, as any would.
            Settle();
            await operations.CreateAsync(Definition(count, tomorrow), "benchmark").ConfigureAwait(false);
            return await SinceAsync(due, jobs, count).ConfigureAwait(false);
        }
    }

    private static async Task<double> QuartzAsync(int count, TimeSpan wait, string? connectionString)
    {
        var peer = await QuartzPeer.CreateAsync(connectionString).ConfigureAwait(false);
        await using (peer.ConfigureAwait(false))
        {
            // Quartz moves no triggers together; the instant lies far enough ahead to make them all.
            var due = TimeProvider.System.GetUtcNow() + wait;
            await Producers.RunAsync(count, 16, i => peer.ScheduleAsync(Id(i), due)).ConfigureAwait(false);
            var all = peer.Expect(count);
            Settle();
            await peer.StartAsync().ConfigureAwait(false);
            await all.ConfigureAwait(false);
            return (TimeProvider.System.GetUtcNow() - due).TotalMilliseconds;
        }
    }

    private static async Task<double> SinceAsync(DateTimeOffset due, JobCount jobs, int count)
    {
        var all = jobs.Expect(count);
        if (TimeProvider.System.GetUtcNow() >= due)
        {
            throw new InvalidOperationException("The schedules were not in place in time.");
        }

        await all.ConfigureAwait(false);
        return (TimeProvider.System.GetUtcNow() - due).TotalMilliseconds;
    }

    /// <summary>What making the schedules left behind is not collected while they fire.</summary>
    private static void Settle() => GC.Collect();

    private static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"burst-{i}");

    private static BotScheduleDefinition Definition(int i, DateTimeOffset at) => new()
    {
        Id = Id(i),
        Bot = "burst",
        Cron = string.Create(CultureInfo.InvariantCulture, $"{at.Second} {at.Minute} {at.Hour} * * *"),
        Input = """{"number":1}"""u8.ToArray(),
    };

    internal sealed class BurstBot(JobCount count) : BaseBot<NoOpInput, Nothing>
    {
        protected override ValueTask<Nothing> ExecuteAsync(NoOpInput input, BotContext context, CancellationToken cancellationToken)
        {
            count.Add();
            return new(default(Nothing)!);
        }
    }
}
