using BotKit.Scheduling.Tests.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Schedules;

/// <summary>What a host finds in the store that an earlier one left behind.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task Start_SameDefinition_ChangesNothing()
    {
        await using var first = await new ScheduleHost(Hourly).StartAsync();
        await first.AdvanceAsync(TimeSpan.FromMinutes(30));
        var before = await first.FindAsync();

        await using var second = await new ScheduleHost(Hourly, store: first.Store).StartAsync();

        (await first.FindAsync()).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task Start_OtherInput_ChangesTheDefinitionAndNotWhatIsDue()
    {
        await using var first = await new ScheduleHost(Hourly).StartAsync();
        var before = await first.FindAsync();

        await using var second = await new ScheduleHost(static work => work.Schedule("0 * * * *", input: new WorkInput(2)), store: first.Store).StartAsync();

        var after = await first.FindAsync();
        after.Revision.Should().Be(before.Revision + 1);
        after.NextDue.Should().Be(before.NextDue);
        after.Definition.Input.ToArray().Should().Equal("{\"number\":2}"u8.ToArray());
    }

    [Fact]
    public async Task Start_OtherExpression_TakesEffectAfterTheStoresNow()
    {
        await using var first = await new ScheduleHost(Hourly).StartAsync();
        await first.AdvanceAsync(TimeSpan.FromMinutes(30));

        await using var second = await new ScheduleHost(static work => work.Schedule("*/10 * * * *", input: new WorkInput(1)), store: first.Store).StartAsync();

        (await first.FindAsync()).NextDue.Should().Be(first.Now.AddMinutes(10));
    }

    [Fact]
    public async Task Start_OtherExpressionWhileInstantsAreDue_DealsWithThemAsTheyWere()
    {
        await using var store = await new ScheduleHost(scheduling: static it => it.RunSchedules = false).StartAsync();
        await using (var first = await new ScheduleHost(Hourly, store: store.Store).StartAsync())
        {
            (await store.FindAsync()).NextDue.Should().Be(store.Now.AddHours(1));
        }

        await store.AdvanceAsync(TimeSpan.FromHours(3.25));
        await using var second = await new ScheduleHost(static work => work.Schedule("*/10 * * * *", input: new WorkInput(1)), store: store.Store).StartAsync();

        (await store.OccurrencesAsync()).Should().Equal("01:00-02:00 Missed x2", "03:00 Ran");
        (await store.FindAsync()).NextDue.Should().Be(store.Now.AddMinutes(5));
    }

    [Fact]
    public async Task Start_NotDeclaredAnyMore_IsRetiredAndComesBackWithItsHistory()
    {
        await using var first = await new ScheduleHost(Hourly).StartAsync();
        await first.AdvanceAsync(TimeSpan.FromHours(1));
        await using var second = await new ScheduleHost(store: first.Store).StartAsync();
        var retired = await first.FindAsync();
        retired.IsRetired.Should().BeTrue();
        retired.NextDue.Should().BeNull();
        await first.AdvanceAsync(TimeSpan.FromHours(2));
        (await first.OccurrencesAsync()).Should().Equal("01:00 Ran");

        await using var third = await new ScheduleHost(Hourly, store: first.Store).StartAsync();

        var back = await first.FindAsync();
        back.IsRetired.Should().BeFalse();
        back.Watermark.Should().Be(retired.Watermark);
        back.CreatedAt.Should().Be(retired.CreatedAt);
        back.NextDue.Should().Be(first.Now.AddHours(1));
    }

    [Fact]
    public async Task Start_ScheduleOfAnotherHostsBot_IsLeftAlone()
    {
        await using var first = await new ScheduleHost(Hourly).StartAsync();

        await using var other = await new ScheduleHost(
            bots: static bots => bots.AddBot<WorkBot>("other"), scheduling: static it => it.Include.Add("other"), store: first.Store).StartAsync();

        (await first.FindAsync()).IsRetired.Should().BeFalse();
    }

    [Fact]
    public async Task Start_OperatorChangedIt_TheOverrideHoldsAndTheDeclaredOneIsKept()
    {
        await using var first = await new ScheduleHost(Hourly).StartAsync();
        await first.Schedules.ChangeAsync(ScheduleHost.Definition("*/20 * * * *", "work", 9), "me");

        await using var second = await new ScheduleHost(static work => work.Schedule("30 * * * *", input: new WorkInput(5)), store: first.Store).StartAsync();

        var after = await first.FindAsync();
        after.Definition.Cron.Should().Be("*/20 * * * *");
        after.Declared!.Cron.Should().Be("30 * * * *");
        (await second.Schedules.DeleteAsync("work", "me")).Should().BeTrue();
        after = await first.FindAsync();
        after.Definition.Cron.Should().Be("30 * * * *");
        after.Declared.Should().BeNull();
    }

    private static void Hourly(IBotBuilder work) => work.Schedule("0 * * * *", input: new WorkInput(1));
}
