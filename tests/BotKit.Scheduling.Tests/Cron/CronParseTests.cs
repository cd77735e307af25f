namespace BotKit.Scheduling.Tests.Cron;

public sealed class CronParseTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    [Theory]
    [InlineData("", "A cron expression is empty.")]
    [InlineData(" \t ", "A cron expression is empty.")]
    [InlineData("* * *", "'* * *' has 3 fields. *five (minute, hour, day of month, month, day of week) or six, with the second first.")]
    [InlineData("daily", "'daily' has 1 field. *")]
    [InlineData("0 0 0 1 1 * 2026", "*has 7 fields.*")]
    [InlineData("61 * * * *", "'61 * * * *' is not a cron expression. Minutes: Value must be a number between 0 and 59 (all inclusive).")]
    [InlineData("* * * * * 8", "*Days of week: Value must be*")]
    [InlineData("H * * * *", "*'H' is not taken; write the values, and give the schedule a jitter.")]
    [InlineData("@reboot", "'@reboot' is no macro. There are @yearly,*")]
    [InlineData("@daily 5", "'@daily 5' is no macro.*")]
    [InlineData("@every", "'@every' has no duration that can be read. It is '@every' and *")]
    [InlineData("@every90s", "*is no macro*")]
    [InlineData("@every 90", "*no duration that can be read*")]
    [InlineData("@every s", "*no duration that can be read*")]
    [InlineData("@every -5s", "*no duration that can be read*")]
    [InlineData("@every 1.5h", "*no duration that can be read*")]
    [InlineData("@every 30m1h", "*no duration that can be read*")]
    [InlineData("@every 1m1m", "*no duration that can be read*")]
    [InlineData("@every 500ms", "*no duration that can be read*")]
    [InlineData("@every 1h 30m", "*no duration that can be read*")]
    [InlineData("@every 9999999999s", "*no duration that can be read*")]
    [InlineData("@every 0s", "The period of '@every 0s' must be from 1 second to 366 days.")]
    [InlineData("@every 366d1s", "The period of '@every 366d1s' must be from 1 second to 366 days.")]
    [InlineData("@every 999999999d999999999h", "*must be from 1 second to 366 days.")]
    public void Parse_OfSomethingElse_SaysWhatIsWrong(string expression, string message)
    {
        var parse = () => CronSchedule.Parse(expression);

        parse.Should().Throw<FormatException>().WithMessage(message);
        CronSchedule.TryParse(expression, out var schedule).Should().BeFalse();
        schedule.Should().BeNull();
        CronSchedule.TryParse(expression, Paris, out _, out var error).Should().BeFalse();
        error.Should().Match(message);
    }

    [Fact]
    public void Parse_OfNull_Throws()
    {
        var parse = () => CronSchedule.Parse(null!);

        parse.Should().Throw<ArgumentNullException>();
        CronSchedule.TryParse(null, out _).Should().BeFalse();
    }

    [Fact]
    public void Parse_OfTooLongAText_IsRefused()
    {
        var expression = $"{string.Join(',', Enumerable.Repeat("1", 500))} * * * *";

        CronSchedule.TryParse(expression, zone: null, out _, out var error).Should().BeFalse();

        error.Should().Be("A cron expression is at most 1000 characters long; this one has 1007.");
    }

    [Theory]
    [InlineData("  0 6 * * MON-FRI\t", "0 6 * * MON-FRI")]
    [InlineData("0\t6  * * *", "0\t6  * * *")]
    [InlineData("@Daily", "@Daily")]
    [InlineData("@EVERY 1H30M", "@EVERY 1H30M")]
    public void Parse_KeepsTheExpressionAndZone(string expression, string kept)
    {
        var schedule = CronSchedule.Parse(expression, Paris);

        schedule.Expression.Should().Be(kept);
        schedule.TimeZone.Should().BeSameAs(Paris);
        schedule.ToString().Should().Be($"{kept} (Europe/Paris)");
    }

    [Fact]
    public void Parse_WithoutAZone_ReadsInUtc()
    {
        CronSchedule.Parse("@daily").TimeZone.Should().Be(TimeZoneInfo.Utc);
        CronSchedule.TryParse("@daily", out var schedule).Should().BeTrue();
        schedule!.TimeZone.Should().Be(TimeZoneInfo.Utc);
    }

    [Fact]
    public void Get_OfOneExpressionAndZone_ParsesOnce()
    {
        var schedules = new CronSchedules(capacity: 1);

        schedules.Get("@daily", Paris).Should().BeSameAs(schedules.Get("@daily", Paris));
        schedules.Get("@daily", TimeZoneInfo.Utc).TimeZone.Should().Be(TimeZoneInfo.Utc);
        schedules.Get("@hourly", Paris).Should().NotBeSameAs(schedules.Get("@hourly", Paris), "there is no more room");
    }
}
