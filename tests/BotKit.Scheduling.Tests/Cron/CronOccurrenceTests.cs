using System.Globalization;

namespace BotKit.Scheduling.Tests.Cron;

public sealed class CronOccurrenceTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static TheoryData<string> Zones => ["UTC", "Europe/Paris", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata"];

    [Theory]
    [InlineData("30 2 * * *", "2026-03-28T12:00+01:00", "2026-03-29T03:00+02:00;2026-03-30T02:30+02:00")]
    [InlineData("*/30 2 * * *", "2026-03-28T12:00+01:00", "2026-03-29T03:00+02:00;2026-03-30T02:00+02:00")]
    [InlineData("*/30 * * * *", "2026-03-29T01:15+01:00", "2026-03-29T01:30+01:00;2026-03-29T03:00+02:00;2026-03-29T03:30+02:00")]
    [InlineData("30 2 * * *", "2026-10-24T12:00+02:00", "2026-10-25T02:30+02:00;2026-10-26T02:30+01:00")]
    [InlineData("*/30 2 * * *", "2026-10-24T12:00+02:00", "2026-10-25T02:00+02:00;2026-10-25T02:30+02:00;2026-10-25T02:00+01:00;2026-10-25T02:30+01:00")]
    [InlineData("0 0 13 * FRI", "2026-01-01T00:00+01:00", "2026-02-13T00:00+01:00;2026-03-13T00:00+01:00;2026-11-13T00:00+01:00")]
    public void GetNextOccurrence_InParis_IsAsDocumented(string expression, string from, string expected)
    {
        var schedule = CronSchedule.Parse(expression, Paris);
        var occurrences = expected.Split(';').Select(At).ToList();

        var found = new List<DateTimeOffset>();
        for (var at = schedule.GetNextOccurrence(At(from)); at is not null && found.Count < occurrences.Count; at = schedule.GetNextOccurrence(at.Value))
        {
            found.Add(at.Value);
        }

        found.Should().Equal(occurrences, (one, other) => one.EqualsExact(other));
    }

    [Fact]
    public void GetNextOccurrence_FromAnotherOffset_TakesTheInstantAndAnswersInTheZone()
    {
        var schedule = CronSchedule.Parse("0 6 * * *", Paris);
        var expected = At("2026-07-01T06:00+02:00");

        foreach (var hours in (int[])[-12, -5, 0, 2, 14])
        {
            var before = At("2026-07-01T03:59:59Z").ToOffset(TimeSpan.FromHours(hours));

            schedule.GetNextOccurrence(before)!.Value.EqualsExact(expected).Should().BeTrue();
            schedule.GetPreviousOccurrence(before.AddSeconds(2))!.Value.EqualsExact(expected).Should().BeTrue();
        }
    }

    [Fact]
    public void GetOccurrences_OfASpan_HonoursItsEnds()
    {
        var schedule = CronSchedule.Parse("@hourly");
        var (from, to) = (At("2026-07-01T00:00Z"), At("2026-07-01T02:00Z"));

        schedule.GetOccurrences(from, to).Select(at => at.Hour).Should().Equal(0, 1);
        schedule.GetOccurrences(from, to, fromInclusive: false, toInclusive: true).Select(at => at.Hour).Should().Equal(1, 2);
        schedule.GetOccurrences(from, from, toInclusive: true).Should().Equal(from);
        schedule.GetOccurrences(from, from).Should().BeEmpty();
    }

    [Fact]
    public void GetOccurrences_IsLazy()
    {
        CronSchedule.Parse("* * * * * *").GetOccurrences(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Take(3).Should().HaveCount(3);
    }

    [Fact]
    public void GetOccurrences_OfAReversedSpan_ThrowsAtOnce()
    {
        var schedule = CronSchedule.Parse("@hourly");

        var read = () => schedule.GetOccurrences(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddTicks(-1));

        read.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("to");
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void Occurrences_AtTheEndsOfTheCalendar_EndWithoutAnException(string zone)
    {
        foreach (var expression in (string[])["* * * * * *", "* * * * *", "0 0 1 1 *", "59 23 31 12 *", "0 0 29 2 MON", "0 0 30 2 *"])
        {
            var schedule = CronSchedule.Parse(expression, TimeZoneInfo.FindSystemTimeZoneById(zone));
            var first = schedule.GetNextOccurrence(DateTimeOffset.MinValue, inclusive: true);
            var last = schedule.GetPreviousOccurrence(DateTimeOffset.MaxValue, inclusive: true);

            schedule.GetNextOccurrence(DateTimeOffset.MaxValue).Should().BeNull();
            schedule.GetPreviousOccurrence(DateTimeOffset.MinValue).Should().BeNull();
            if (expression == "0 0 30 2 *")
            {
                (first, last).Should().Be((null, null));
                continue;
            }

            first!.Value.Year.Should().BeInRange(1, 40);
            last!.Value.Year.Should().BeInRange(9960, 9999);
            schedule.GetPreviousOccurrence(first.Value).Should().BeNull();
            schedule.GetNextOccurrence(last.Value).Should().BeNull();
            schedule.GetNextOccurrence(last.Value, inclusive: true).Should().Be(last);
        }
    }

    [Fact]
    public void GetNextOccurrence_OfTheRarestDay_LooksFortyYearsAhead()
    {
        CronSchedule.Parse("0 0 29 2 MON").GetNextOccurrence(At("2084-03-01T00:00Z")).Should().Be(At("2112-02-29T00:00Z"));
    }

    [Fact]
    public void GetNextOccurrence_AllocatesNothing()
    {
        CronSchedule[] schedules = [CronSchedule.Parse("*/5 9-17 * * 1-5", Paris), CronSchedule.Parse("0 18 LW * *", Paris), CronSchedule.Parse("@every 90s", Paris)];
        var from = At("2026-10-24T12:00Z");
        foreach (var schedule in schedules)
        {
            schedule.GetNextOccurrence(from);
            var before = GC.GetAllocatedBytesForCurrentThread();

            schedule.GetNextOccurrence(from);
            schedule.GetPreviousOccurrence(from);

            (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0, "of {0}", schedule);
        }
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
