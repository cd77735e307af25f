using System.Diagnostics;
using System.Globalization;
using BotKit.Benchmarks.Durable.Peers;
using BotKit.Benchmarks.Ratios;
using BotKit.Schedules;
using BotKit.Scheduling.Schedules;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Benchmarks.Durable.Suites;

/// <summary>What it takes to register many schedules in memory, and to keep them.</summary>
internal static class RegistrationCost
{
    private const string Suite = "schedules-register";
    private const int Count = 100_000;

    public static async IAsyncEnumerable<Figure> RunAsync(DurableOptions options)
    {
        var count = options.Of(Count);
        var (ours, checks, quartz) = (new List<Taken>(), new List<Taken>(), new List<Taken>());
        for (var round = 0; round < options.Rounds; round++)
        {
            ours.Add(await BotKitAsync(count, WriteAsync).ConfigureAwait(false));
            checks.Add(await BotKitAsync(count / 10, CreateAsync).ConfigureAwait(false));
            quartz.Add(await QuartzAsync(count).ConfigureAwait(false));
        }

        // Scaled where fewer were made, so that the lines mean the same.
        var scale = (double)Count / count;
        yield return new(Suite, "100,000 in memory", DurableOptions.Median(ours.Select(taken => taken.Milliseconds * scale)), "ms", Target.AtMost(500));
        yield return new(Suite, "100,000 in memory, one by one through the port, each checked", DurableOptions.Median(checks.Select(taken => taken.Milliseconds * scale * 10)), "ms");
        yield return new(Suite, "100,000 in memory, Quartz", DurableOptions.Median(quartz.Select(taken => taken.Milliseconds * scale)), "ms");
        yield return new(Suite, "kept in the due table for each", DurableOptions.Median(ours.Select(taken => taken.Bytes / count)), "B", Target.AtMost(300));
        yield return new(Suite, "kept for each, job and trigger, Quartz", DurableOptions.Median(quartz.Select(taken => taken.Bytes / count)), "B");
    }

    private static async Task<Taken> BotKitAsync(int count, Func<IServiceProvider, BotScheduleDefinition[], Task> work)
    {
        var peer = await BotKitPeer.CreateAsync("BotKit", static _ => { }).ConfigureAwait(false);
        await using (peer.ConfigureAwait(false))
        {
            // What the caller has anyway is not counted.
            var definitions = Enumerable.Range(0, count).Select(Definition).ToArray();
            var taken = await OfAsync(() => work(peer.Services, definitions)).ConfigureAwait(false);
            GC.KeepAlive(definitions);
            return taken;
        }
    }

    /// <summary>As a starting host writes what code and configuration say: the next instant computed, a thousand at a time.</summary>
    private static async Task WriteAsync(IServiceProvider services, BotScheduleDefinition[] definitions)
    {
        var store = services.GetRequiredService<IBotScheduleStore>();
        var changes = services.GetRequiredService<ScheduleChanges>();
        foreach (var chunk in definitions.Chunk(1_000))
        {
            var made = chunk.ToDictionary(static definition => definition.Id, StringComparer.Ordinal);
            await store.ChangeAsync(
                [.. made.Keys], (id, _, now) => changes.Make(made[id], BotScheduleSource.Code, now, by: null), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task CreateAsync(IServiceProvider services, BotScheduleDefinition[] definitions)
    {
        var schedules = services.GetRequiredService<IBotSchedules>();
        foreach (var definition in definitions)
        {
            await schedules.CreateAsync(definition, "benchmark").ConfigureAwait(false);
        }
    }

    private static async Task<Taken> QuartzAsync(int count)
    {
        var peer = await QuartzPeer.CreateAsync(connectionString: null).ConfigureAwait(false);
        await using (peer.ConfigureAwait(false))
        {
            return await OfAsync(async () =>
            {
                for (var i = 0; i < count; i++)
                {
                    await peer.ScheduleAsync($"schedule-{i}", $"0 {i % 60} {i / 60 % 24} * * ?").ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
    }

    private static BotScheduleDefinition Definition(int i) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"schedule-{i}"),
        Bot = BotKitPeer.Bot,
        Cron = string.Create(CultureInfo.InvariantCulture, $"{i % 60} {i / 60 % 24} * * *"),
        Input = """{"number":1}"""u8.ToArray(),
    };

    private static async Task<Taken> OfAsync(Func<Task> work)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();
        await work().ConfigureAwait(false);
        var taken = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new(taken, GC.GetTotalMemory(forceFullCollection: true) - before);
    }

    private readonly record struct Taken(double Milliseconds, double Bytes);
}
