using BotKit.Schedules;
using BotKit.Scheduling.Tests.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Schedules;

/// <summary>A schedule of every ten minutes, paused from its beginning: 00:10 to 01:00 are one skipped row of six.</summary>
public sealed class BackfillTests
{
    [Fact]
    public async Task Backfill_MiddleOfAFoldedRow_SplitsItExactlyAndRunsInOrder()
    {
        await using var host = await PausedForAnHourAsync();

        var done = await host.Schedules.BackfillAsync("work", At(host, "00:20"), At(host, "00:40"), "me");

        done!.Due.Select(static at => FireCase.Time(at)).Should().Equal("00:20", "00:30", "00:40");
        done.Already.Should().Be(0);
        (await host.OccurrencesAsync()).Should().Equal("00:10 Paused", "00:20 Waiting", "00:30 Waiting", "00:40 Waiting", "00:50-01:00 Paused x2");
        host.Work.Does = async (_, token) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), host.Host.Clock, token);
            return 0;
        };
        await host.Schedules.ResumeAsync("work", "me");
        await host.AdvanceAsync(TimeSpan.FromSeconds(6));
        (await host.OccurrencesAsync()).Should().Equal("00:10 Paused", "00:20 Ran", "00:30 Ran", "00:40 Ran", "00:50-01:00 Paused x2");
        var runs = await host.Host.Ledger.ListAsync(new BotKit.Ledger.RunQuery { Schedule = "work" }, default);
        runs.Reverse().Select(static run => FireCase.Time(run.Origin!.ScheduledFor)).Should().Equal("00:20", "00:30", "00:40");
        host.Work.MostAtOnce.Should().Be(1);
    }

    [Theory]
    [InlineData("00:01", "00:10", "00:10 Waiting, 00:20-01:00 Paused x5")]
    [InlineData("00:55", "01:02", "00:10-00:50 Paused x5, 01:00 Waiting")]
    [InlineData("00:11", "00:19", "00:10-01:00 Paused x6")]
    [InlineData("00:10", "01:00", "00:10 Waiting, 00:20 Waiting, 00:30 Waiting, 00:40 Waiting, 00:50 Waiting, 01:00 Waiting")]
    public async Task Backfill_EndsOfAFoldedRow_SplitsItExactly(string from, string to, string expected)
    {
        await using var host = await PausedForAnHourAsync();

        await host.Schedules.BackfillAsync("work", At(host, from), At(host, to), "me");

        string.Join(", ", await host.OccurrencesAsync()).Should().Be(expected);
    }

    [Fact]
    public async Task Backfill_ScheduleHasAnotherTimingNow_SplitsByTheOldOneAndAddsWhatTheNewOneLacks()
    {
        await using var host = await PausedForAnHourAsync();
        await host.Schedules.ChangeAsync(ScheduleHost.Definition("*/15 * * * *", "work"), "me");

        var done = await host.Schedules.BackfillAsync("work", At(host, "00:30"), At(host, "00:50"), "me");

        done!.Due.Select(static at => FireCase.Time(at)).Should().Equal("00:30", "00:40", "00:45", "00:50");
        (await host.OccurrencesAsync()).Should().Equal(
            "00:10-00:20 Paused x2", "00:30 Waiting", "00:40 Waiting", "00:45 Waiting", "00:50 Waiting", "01:00 Paused");
    }

    [Fact]
    public async Task Backfill_Twice_FindsThemDone()
    {
        await using var host = await PausedForAnHourAsync();
        await host.Schedules.BackfillAsync("work", At(host, "00:20"), At(host, "00:40"), "me");

        var again = await host.Schedules.BackfillAsync("work", At(host, "00:10"), At(host, "00:40"), "me");

        again!.Due.Should().ContainSingle();
        again.Already.Should().Be(3);
    }

    [Fact]
    public async Task Backfill_DryRun_ChangesNothing()
    {
        await using var host = await PausedForAnHourAsync();

        var would = await host.Schedules.BackfillAsync("work", At(host, "00:20"), At(host, "00:40"), "me", dryRun: true);

        would!.IsDryRun.Should().BeTrue();
        would.Due.Should().HaveCount(3);
        (await host.OccurrencesAsync()).Should().Equal("00:10-01:00 Paused x6");
    }

    [Fact]
    public async Task Backfill_BeforeTheScheduleWasMade_RunsItsInstants()
    {
        await using var host = await PausedForAnHourAsync();

        var done = await host.Schedules.BackfillAsync("work", At(host, "00:00").AddMinutes(-30), At(host, "00:00"), "me");

        done!.Due.Select(static at => FireCase.Time(at)).Should().Equal("23:30", "23:40", "23:50", "00:00");
    }

    [Fact]
    public async Task Backfill_OverlapIsAllowed_RunsAtOnce()
    {
        await using var host = await PausedForAnHourAsync(BotOverlapPolicy.Allow);

        await host.Schedules.BackfillAsync("work", At(host, "00:20"), At(host, "00:40"), "me");

        (await host.OccurrencesAsync()).Should().Equal("00:10 Paused", "00:20 Ran", "00:30 Ran", "00:40 Ran", "00:50-01:00 Paused x2");
        await host.AdvanceAsync(TimeSpan.FromMilliseconds(10));
        host.Work.Runs.Should().HaveCount(3);
        (await host.FindAsync()).LastRunDue.Should().Be(At(host, "00:40"));
    }

    [Fact]
    public async Task Backfill_RangeIsNone_IsRefused()
    {
        await using var host = await PausedForAnHourAsync();
        await host.Schedules.CreateAsync(ScheduleHost.Definition("* * * * * *"), "me");

        foreach (var (id, from, to) in new[]
        {
            ("work", host.Now, host.Now.AddMinutes(-1)), ("work", host.Now.AddMinutes(-1), host.Now.AddMinutes(1)), ("extra", host.Now.AddHours(-5), host.Now.AddHours(-1)),
        })
        {
            var backfill = () => host.Schedules.BackfillAsync(id, from, to, "me").AsTask();
            (await backfill.Should().ThrowAsync<BotScheduleException>()).Which.Error.Details.Should().ContainSingle().Which.Path.Should().Be("to");
        }

        (await host.Schedules.BackfillAsync("none", host.Now, host.Now, "me")).Should().BeNull();
    }

    private static DateTimeOffset At(ScheduleHost host, string time) => new DateTimeOffset(host.Now.Date, TimeSpan.Zero) + TimeSpan.Parse(time, null);

    private static async Task<ScheduleHost> PausedForAnHourAsync(BotOverlapPolicy overlap = BotOverlapPolicy.Skip)
    {
        var host = await new ScheduleHost(work => work.Schedule(
            "*/10 * * * *", input: new WorkInput(1), configure: it => it.Overlap = overlap)).StartAsync();
        await host.Schedules.PauseAsync("work", "audit", "me");
        await host.AdvanceAsync(TimeSpan.FromMinutes(65));
        return host;
    }
}
