using BotKit.Schedules;
using BotKit.Scheduling.Tests.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Schedules;

/// <summary>What other doors, such as HTTP, ask of schedules.</summary>
public sealed class DoorsTests
{
    [Theory]
    [InlineData("*/20 * * * *", 20)]
    [InlineData("@every 7m", 7)]
    public async Task Preview_OfAnExpression_IsFromTheStoresNowOn(string cron, int minutes)
    {
        await using var host = await new ScheduleHost().StartAsync();
        var now = (await host.Schedules.CreateAsync(ScheduleHost.Definition("@every 1h"), "me")).Schedule.CreatedAt;

        var preview = await host.Schedules.PreviewAsync(cron, "UTC", 3);

        preview.Words.Should().NotBeEmpty();
        preview.Due.Should().HaveCount(3).And.OnlyContain(due => due > now && due.Offset == TimeSpan.Zero);
        (preview.Due[2] - preview.Due[1]).Should().Be(TimeSpan.FromMinutes(minutes));
        (preview.Due[0] - now).Should().BePositive().And.BeLessThanOrEqualTo(TimeSpan.FromMinutes(minutes));
    }

    [Fact]
    public async Task Preview_IsReadInItsZone()
    {
        await using var host = await new ScheduleHost().StartAsync();

        var preview = await host.Schedules.PreviewAsync("0 6 * * *", "Asia/Kolkata", 1);

        preview.Due.Should().ContainSingle().Which.TimeOfDay.Should().Be(new TimeSpan(0, 30, 0));
    }

    [Theory]
    [InlineData("x", "UTC", "cron")]
    [InlineData("0 0 30 2 *", "UTC", "cron")]
    [InlineData("0 0 * * *\0", "UTC", "cron")]
    [InlineData("0 0 * * *", "Nowhere", "timeZone")]
    [InlineData("0 0 * * *", "UTC|0", "timeZone")]
    public async Task Preview_OfWhatIsNone_NamesTheField(string cron, string timeZone, string field)
    {
        await using var host = await new ScheduleHost().StartAsync();

        var preview = () => host.Schedules.PreviewAsync(cron, timeZone, 1).AsTask();

        var error = (await preview.Should().ThrowAsync<BotScheduleException>()).Which.Error;
        error.Code.Should().Be(BotErrorCodes.ScheduleInvalid);
        error.Details.Should().ContainSingle().Which.Path.Should().Be(field);
    }

    [Fact]
    public async Task RunNow_WithAKey_IsOneRun()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule("0 * * * *", input: new WorkInput(1))).StartAsync();

        var first = await host.Schedules.RunNowAsync("work", "me", idempotencyKey: "k");
        var again = await host.Schedules.RunNowAsync("work", "me", idempotencyKey: "k");

        again.Should().Be(first);
        await host.Host.UntilEndedAsync(first!.Value);
        host.Work.Runs.Should().ContainSingle();
    }

    [Fact]
    public async Task Backfill_FromTheFirstInstantThereIs_IsTakenLikeAny()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule("0 0 1 1 *", input: new WorkInput(1))).StartAsync();

        var done = await host.Schedules.BackfillAsync("work", DateTimeOffset.MinValue, DateTimeOffset.MinValue.AddYears(3), "me", dryRun: true);

        done!.Due.Select(static due => due.Year).Should().BeEquivalentTo([2, 3, 4]);
    }
}
