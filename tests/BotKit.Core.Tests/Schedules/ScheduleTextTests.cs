using BotKit.Schedules;

namespace BotKit.Core.Tests.Schedules;

public sealed class ScheduleTextTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var written = new BotScheduleDefinition
        {
            Id = "nightly",
            Bot = "lead",
            Cron = "0 2 * * *",
            TimeZone = "Europe/Paris",
            Overlap = BotOverlapPolicy.Allow,
            Missed = BotMissedRunPolicy.Skip,
            CatchUpLimit = 3,
            MissedAfter = TimeSpan.FromTicks(12_345_678),
            Jitter = TimeSpan.FromSeconds(1),
            StartAt = new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(2)).AddTicks(7),
            EndAt = DateTimeOffset.MaxValue,
            Blackouts = ["a", "b"],
            Priority = 0,
            SuccessWithin = TimeSpan.FromDays(366),
            Description = "\u0000<ü>\ud83d\ude00",
        };

        var read = ScheduleText.Read("nightly", "lead", ScheduleText.Write(written), written.Input);

        read.Should().BeEquivalentTo(written, static options => options.Excluding(static it => it.Input));
        read.Input.ToArray().Should().Equal(written.Input.ToArray());
    }

    [Fact]
    public void Read_MembersAreMissing_HaveTheirDefaults()
    {
        var read = ScheduleText.Read("a", "lead", """{"cron":"@daily"}""", "{}"u8.ToArray());

        read.Should().BeEquivalentTo(
            new BotScheduleDefinition { Id = "a", Bot = "lead", Cron = "@daily" }, static options => options.Excluding(static it => it.Input));
    }

    [Fact]
    public void Read_MembersAndPoliciesOfALaterVersion_ArePassedOver()
    {
        var read = ScheduleText.Read("a", "lead", """{"cron":"@daily","overlap":"Replace","missed":"Merge","shards":[1,{"x":2}]}""", default);

        (read.Cron, read.Overlap, read.Missed).Should().Be(("@daily", BotOverlapPolicy.Skip, BotMissedRunPolicy.RunOnce));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"cron":""")]
    public void Read_TornText_HasNoExpression(string text)
    {
        var read = ScheduleText.Read("a", "lead", text, default);

        (read.Id, read.Bot, read.Cron).Should().Be(("a", "lead", ""));
    }
}
