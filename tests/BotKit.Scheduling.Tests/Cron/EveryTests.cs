using System.Globalization;

namespace BotKit.Scheduling.Tests.Cron;

public sealed class EveryTests
{
    private static readonly DateTimeOffset Anchor = At("2026-03-29T00:00:10.250Z");

    [Theory]
    [InlineData("@every 90s", 90)]
    [InlineData("@every 1h30m", 5_400)]
    [InlineData("@every 2d", 172_800)]
    [InlineData("@every\t1d2h3m4s", 93_784)]
    [InlineData("@every 1s", 1)]
    [InlineData("@every 366d", 31_622_400)]
    public void Parse_OfADuration_GivesThePeriod(string expression, int seconds)
    {
        var schedule = CronSchedule.Parse(expression);

        schedule.Period.Should().Be(TimeSpan.FromSeconds(seconds));
        (schedule.GetNextOccurrence(Anchor)!.Value.ToUnixTimeSeconds() % seconds).Should().Be(0, "it counts from the epoch");
        (schedule.GetNextOccurrence(Anchor) - schedule.GetPreviousOccurrence(Anchor)).Should().Be(schedule.Period);
    }

    [Fact]
    public void Occurrences_WithAnAnchor_AreWholePeriodsFromIt()
    {
        var schedule = CronSchedule.Parse("@every 90s").WithAnchor(Anchor);

        schedule.GetNextOccurrence(Anchor).Should().Be(Anchor.AddSeconds(90));
        schedule.GetNextOccurrence(Anchor, inclusive: true).Should().Be(Anchor);
        schedule.GetPreviousOccurrence(Anchor).Should().Be(Anchor.AddSeconds(-90));
        schedule.GetPreviousOccurrence(Anchor, inclusive: true).Should().Be(Anchor);
        schedule.GetNextOccurrence(Anchor.AddSeconds(1)).Should().Be(Anchor.AddSeconds(90));
        schedule.GetPreviousOccurrence(Anchor.AddSeconds(1)).Should().Be(Anchor);
        schedule.GetNextOccurrence(Anchor.AddSeconds(-91)).Should().Be(Anchor.AddSeconds(-90), "it reaches back before the anchor");
        schedule.GetPreviousOccurrence(Anchor.AddTicks(-1)).Should().Be(Anchor.AddSeconds(-90));
    }

    [Fact]
    public void WithAnchor_LeavesTheOriginalAsItWas()
    {
        var original = CronSchedule.Parse("@every 1h");
        var before = original.GetNextOccurrence(Anchor);

        var copy = original.WithAnchor(Anchor);

        original.GetNextOccurrence(Anchor).Should().Be(before);
        (copy.Expression, copy.TimeZone).Should().Be((original.Expression, original.TimeZone));
    }

    [Fact]
    public void WithAnchor_OfACronExpression_ChangesNothing()
    {
        var schedule = CronSchedule.Parse("@hourly");

        schedule.WithAnchor(Anchor).Should().BeSameAs(schedule);
        schedule.Period.Should().BeNull();
    }

    [Fact]
    public void Occurrences_OverAChangeOfClocks_KeepTheirDistanceAndTellTheOffset()
    {
        var schedule = CronSchedule.Parse("@every 1h", TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));

        var occurrences = schedule.GetOccurrences(At("2026-03-29T00:00Z"), At("2026-03-29T02:00Z"), toInclusive: true);

        occurrences.Select(at => at.ToString("HH:mmzzz", CultureInfo.InvariantCulture)).Should().Equal("01:00+01:00", "03:00+02:00", "04:00+02:00");
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("America/New_York")]
    public void Occurrences_AtTheEndsOfTheCalendar_EndWithoutAnException(string zone)
    {
        var schedule = CronSchedule.Parse("@every 366d", TimeZoneInfo.FindSystemTimeZoneById(zone));

        schedule.GetNextOccurrence(DateTimeOffset.MaxValue).Should().BeNull();
        schedule.GetPreviousOccurrence(DateTimeOffset.MinValue).Should().BeNull();
        schedule.GetPreviousOccurrence(DateTimeOffset.MaxValue).Should().BeAfter(DateTimeOffset.MaxValue.AddDays(-366));
        schedule.GetNextOccurrence(DateTimeOffset.MinValue).Should().BeBefore(DateTimeOffset.MinValue.AddDays(366));
        schedule.WithAnchor(DateTimeOffset.MaxValue).GetNextOccurrence(DateTimeOffset.MinValue).Should().NotBeNull();
        schedule.WithAnchor(DateTimeOffset.MinValue).GetPreviousOccurrence(DateTimeOffset.MaxValue).Should().NotBeNull();
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
