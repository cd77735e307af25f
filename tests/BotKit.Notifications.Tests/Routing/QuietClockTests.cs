using System.Globalization;
using BotKit.Notifications.Routing;

namespace BotKit.Notifications.Tests.Routing;

/// <summary>Quiet hours on the clock of a place, also when its clocks are changed.</summary>
public class QuietClockTests
{
    [Theory]
    [InlineData("2026-01-14T20:59:00Z", null)]
    [InlineData("2026-01-14T21:00:00Z", "2026-01-15T06:00:00Z")]
    [InlineData("2026-01-15T05:59:59Z", "2026-01-15T06:00:00Z")]
    [InlineData("2026-01-15T06:00:00Z", null)]
    [InlineData("2026-07-14T20:00:00Z", "2026-07-15T05:00:00Z")]
    public void EndOf_NightInParis_IsItsMorning(string instant, string? end) => EndOf(Paris("22:00", "07:00"), instant).Should().Be(Instant(end));

    // The clocks go from 02:00 to 03:00 on 29 March, and from 03:00 back to 02:00 on 25 October.
    [Theory]
    [InlineData("22:00", "07:00", "2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z")]
    [InlineData("22:00", "07:00", "2026-10-24T22:00:00Z", "2026-10-25T06:00:00Z")]
    [InlineData("22:00", "02:30", "2026-03-29T00:59:00Z", "2026-03-29T01:30:00Z")]
    [InlineData("22:00", "02:30", "2026-10-24T23:59:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("22:00", "02:30", "2026-10-25T00:45:00Z", null)]
    [InlineData("02:30", "04:00", "2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z")]
    [InlineData("02:30", "04:00", "2026-10-25T01:15:00Z", "2026-10-25T03:00:00Z")]
    [InlineData("02:30", "04:00", "2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z")]
    public void EndOf_ClocksChanged_FollowsThem(string from, string to, string instant, string? end)
        => EndOf(Paris(from, to), instant).Should().Be(Instant(end));

    [Fact]
    public void EndOf_SomeDaysOnly_BeginsOnThose()
    {
        var weekend = Paris("20:00", "08:00");
        weekend.Days.Add(DayOfWeek.Friday);

        EndOf(weekend, "2026-01-16T20:00:00Z").Should().Be(Instant("2026-01-17T07:00:00Z"), "it is Friday evening");
        EndOf(weekend, "2026-01-17T06:00:00Z").Should().Be(Instant("2026-01-17T07:00:00Z"), "it began on Friday");
        EndOf(weekend, "2026-01-17T20:00:00Z").Should().BeNull("it is Saturday");
    }

    [Fact]
    public void EndOf_PeriodsThatTouch_AreOne()
    {
        var days = Paris("00:00", "23:59");
        days.To = new TimeOnly(0, 0);
        days.From = new TimeOnly(0, 0).Add(TimeSpan.Zero);
        days.Days.Add(DayOfWeek.Saturday);
        days.Days.Add(DayOfWeek.Sunday);

        EndOf(days, "2026-01-17T12:00:00Z").Should().Be(Instant("2026-01-18T23:00:00Z"), "Sunday goes on where Saturday ends");
    }

    [Fact]
    public void EndOf_EveryMinuteOfAYear_IsQuietExactlyAsLongAsItSays()
    {
        var clock = new QuietClock(Paris("22:00", "07:00"));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        for (var instant = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); instant.Year == 2026; instant = instant.AddMinutes(7))
        {
            var hour = TimeZoneInfo.ConvertTime(instant, zone).Hour;
            (clock.EndOf(instant) is not null).Should().Be(hour is >= 22 or < 7, "it is {0}", instant);
        }
    }

    private static NotificationQuietHours Paris(string from, string to)
        => new() { From = TimeOnly.Parse(from, CultureInfo.InvariantCulture), To = TimeOnly.Parse(to, CultureInfo.InvariantCulture), TimeZone = "Europe/Paris" };

    private static DateTimeOffset? EndOf(NotificationQuietHours hours, string instant) => new QuietClock(hours).EndOf(Instant(instant)!.Value);

    private static DateTimeOffset? Instant(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
