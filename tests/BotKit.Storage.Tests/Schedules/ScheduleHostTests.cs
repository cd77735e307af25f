using System.Collections.Concurrent;
using BotKit.Schedules;
using BotKit.Storage.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotKit.Storage.Tests.Schedules;

/// <summary>Whole hosts with schedules of every second, in real time, on real databases.</summary>
public sealed class ScheduleHostTests
{
    private const int Schedules = 10;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<(string Schedule, DateTimeOffset Due, DateTimeOffset At)> _runs = new();

    [Fact]
    public async Task Sqlite_HostIsRestarted_EachInstantIsInOneRowAndRanAtMostOnce()
    {
        using var folder = new TemporaryFolder();
        var connection = $"Data Source={folder.File("schedules.db")}";
        using (var first = await StartAsync(bots => bots.UseSqlite(connection)))
        {
            await RunsAsync(3 * Schedules);
            await first.StopAsync();
        }

        var (count, revisions) = (_runs.Count, new List<long>());
        using var second = await StartAsync(bots => bots.UseSqlite(connection));
        await RunsAsync(count + (3 * Schedules));
        await second.StopAsync();

        await CheckAsync(second.Services.GetRequiredService<IBotScheduleStore>(), revisions);
        revisions.Should().OnlyContain(static revision => revision == 1, "the second start changed nothing");
    }

    [Fact]
    public async Task PostgreSql_ThreeNodesOneOfThemWithItsClockOff_EachInstantRunsOnceAndInTime()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        IHost[] hosts =
        [
            await StartAsync(bots => bots.UsePostgreSql(database)),
            await StartAsync(bots => bots.UsePostgreSql(database)),
            await StartAsync(bots => bots.UsePostgreSql(database), new OffClock(TimeSpan.FromSeconds(60))),
        ];
        await RunsAsync(6 * Schedules);
        var revisions = new List<long>();
        await Task.WhenAll(hosts.Select(static host => host.StopAsync()));

        await CheckAsync(hosts[0].Services.GetRequiredService<IBotScheduleStore>(), revisions);
        revisions.Should().OnlyContain(static revision => revision == 1);
        _runs.Should().OnlyContain(static run => run.At > run.Due - TimeSpan.FromMilliseconds(50), "nothing starts before its due time");
        Array.ForEach(hosts, static host => host.Dispose());
    }

    private async Task RunsAsync(int count)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (_runs.Count < count)
        {
            TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(Limit);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private async Task CheckAsync(IBotScheduleStore store, List<long> revisions)
    {
        _runs.Select(static run => (run.Schedule, run.Due)).Should().OnlyHaveUniqueItems();
        for (var i = 0; i < Schedules; i++)
        {
            var schedule = (await store.FindAsync($"s-{i}", default))!;
            revisions.Add(schedule.Revision);
            var rows = (await store.ListOccurrencesAsync(new BotOccurrenceQuery($"s-{i}") { Count = 1_000 }, default)).Reverse().ToList();

            // From the first to the last without a gap and without an overlap.
            for (var row = 1; row < rows.Count; row++)
            {
                rows[row].Due.Should().Be(rows[row - 1].Until.AddSeconds(1));
            }

            rows.Should().OnlyContain(static row => row.Count == (int)(row.Until - row.Due).TotalSeconds + 1);
            rows[^1].Until.Should().Be(schedule.Watermark!.Value);
            var ran = _runs.Where(run => run.Schedule == $"s-{i}").Select(static run => run.Due).ToList();
            ran.Should().BeSubsetOf(rows.Where(static row => row.State == BotOccurrenceState.Ran).Select(static row => row.Due));
        }
    }

    private async Task<IHost> StartAsync(Action<IBotKitBuilder> store, TimeProvider? clock = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(this);
        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        builder.Services.AddBotKit(bots =>
        {
            store(bots);
            var tick = bots.AddBot<TickBot>("tick");
            for (var i = 0; i < Schedules; i++)
            {
                tick.Schedule("* * * * * *", id: $"s-{i}", configure: static it => (it.Overlap, it.Missed) = (BotOverlapPolicy.Allow, BotMissedRunPolicy.Skip));
            }
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private sealed class TickBot(ScheduleHostTests test) : BaseBot<Nothing, Nothing>
    {
        protected override ValueTask<Nothing> ExecuteAsync(Nothing input, BotContext context, CancellationToken cancellationToken)
        {
            test._runs.Enqueue((context.Schedule!, context.ScheduledFor!.Value, TimeProvider.System.GetUtcNow()));
            return new(Nothing.Value);
        }
    }

    private sealed class OffClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
