using System.Collections.Concurrent;
using Cronos;
using CsCheck;

namespace BotKit.Scheduling.Tests.Cron;

public sealed class DescribeTests
{
    [Theory]
    [InlineData("* * * * *", "Every minute")]
    [InlineData("*/5 * * * *", "Every 5 minutes")]
    [InlineData("2/5 * * * *", "Every 5 minutes from minute 2")]
    [InlineData("*/30 * * * *", "Every 30 minutes")]
    [InlineData("*/7 * * * *", "At every 7th minute from 0 through 56 of every hour")]
    [InlineData("*/40 * * * *", "At minutes 0 and 40 of every hour")]
    [InlineData("30 * * * *", "At minute 30 of every hour")]
    [InlineData("5,20 * * * *", "At minutes 5 and 20 of every hour")]
    [InlineData("1,3,10-20 * * * *", "At minutes 1, 3 and 10 through 20 of every hour")]
    [InlineData("55-5 * * * *", "At minutes 55 through 5 of every hour")]
    [InlineData("5-3/7 * * * *", "At minutes 1, 5, 12, 19, 26, 33, 40, 47 and 54 of every hour")]
    [InlineData("*/5 9-17 * * *", "Every 5 minutes between 09:00 and 17:59")]
    [InlineData("* 22-2 * * *", "Every minute between 22:00 and 02:59")]
    [InlineData("*/15 6 * * *", "Every 15 minutes between 06:00 and 06:59")]
    [InlineData("* 6,12-14 * * *", "Every minute during hours 6 and 12 through 14")]
    [InlineData("10 */2 * * *", "Every 2 hours, from 00:10")]
    [InlineData("* */2 * * *", "Every minute during every 2nd hour from 0 through 22")]
    public void Describe_OfMinutes_SaysWhichOnes(string expression, string words) => Words(expression).Should().Be(words);

    [Theory]
    [InlineData("0 * * * *", "Every hour")]
    [InlineData("0 */4 * * *", "Every 4 hours")]
    [InlineData("0 5/6 * * *", "Every 6 hours, from 05:00")]
    [InlineData("0 */5 * * *", "At 00:00, 05:00, 10:00, 15:00 and 20:00 every day")]
    [InlineData("0 8/2 * * *", "Every 2 hours from 08:00 through 22:00")]
    [InlineData("0 9-17 * * *", "Every hour from 09:00 through 17:00")]
    [InlineData("15 22-2 * * *", "Every hour from 22:15 through 02:15")]
    [InlineData("0 6 * * *", "At 06:00 every day")]
    [InlineData("30 6,18 * * *", "At 06:30 and 18:30 every day")]
    [InlineData("0,30 9,17 * * *", "At 09:00, 09:30, 17:00 and 17:30 every day")]
    [InlineData("0 1,2,5,9,14,20,23 * * *", "At 01:00, 02:00, 05:00, 09:00, 14:00, 20:00 and 23:00 every day")]
    public void Describe_OfTimes_SaysThem(string expression, string words) => Words(expression).Should().Be(words);

    [Theory]
    [InlineData("* * * * * *", "Every second")]
    [InlineData("*/10 * * * * *", "Every 10 seconds")]
    [InlineData("30 * * * * *", "At second 30 of every minute")]
    [InlineData("5,25 * * * * *", "At seconds 5 and 25 of every minute")]
    [InlineData("* 5 * * * *", "Every second of minute 5 of every hour")]
    [InlineData("* */5 * * * *", "Every second of every 5th minute from 0 through 55 of every hour")]
    [InlineData("*/10 0-9 12 * * *", "Every 10 seconds of minutes 0 through 9 between 12:00 and 12:59")]
    [InlineData("15 30 * * * *", "At second 15 of minute 30 of every hour")]
    [InlineData("15 30 6 * * *", "At 06:30:15 every day")]
    [InlineData("0 0 6 * * *", "At 06:00 every day")]
    public void Describe_OfSeconds_SaysWhichOnes(string expression, string words) => Words(expression).Should().Be(words);

    [Theory]
    [InlineData("0 6 * * MON-FRI", "At 06:00, Monday through Friday")]
    [InlineData("0 6 * * 5", "At 06:00, on Friday")]
    [InlineData("0 6 * * 7", "At 06:00, on Sunday")]
    [InlineData("0 6 * * 1,3,5", "At 06:00, on Monday, Wednesday and Friday")]
    [InlineData("0 6 * * FRI-MON", "At 06:00, Friday through Monday")]
    [InlineData("0 6 * * MON,WED-SAT", "At 06:00, on Monday and Wednesday through Saturday")]
    [InlineData("*/5 9-17 * * 1-5", "Every 5 minutes between 09:00 and 17:59, Monday through Friday")]
    [InlineData("0 6 * JAN,JUL *", "At 06:00, in January and July")]
    [InlineData("0 6 * NOV-FEB 1", "At 06:00, on Monday, in November through February")]
    [InlineData("0 6 * * MON#2", "On the second Monday of the month at 06:00")]
    [InlineData("0 6 * 3 5L", "On the last Friday of March at 06:00")]
    public void Describe_OfWeekdaysAndMonths_NamesThem(string expression, string words) => Words(expression).Should().Be(words);

    [Theory]
    [InlineData("0 18 LW * *", "On the last weekday of the month at 18:00")]
    [InlineData("0 18 L * *", "On the last day of the month at 18:00")]
    [InlineData("0 18 L-1 * *", "On the day before the last day of the month at 18:00")]
    [InlineData("0 18 L-3 * *", "On the day 3 days before the last day of the month at 18:00")]
    [InlineData("0 18 L-3W * *", "On the weekday nearest to the day 3 days before the last day of the month at 18:00")]
    [InlineData("0 18 15W * *", "On the weekday nearest to the 15th of the month at 18:00")]
    [InlineData("0 0 1 * *", "On the 1st of the month at 00:00")]
    [InlineData("0 0 1,15 * *", "On the 1st and 15th of the month at 00:00")]
    [InlineData("0 0 1-7 * *", "On the 1st through 7th of the month at 00:00")]
    [InlineData("0 0 11,12,13,21,22,23 * *", "On the 11th through 13th and 21st through 23rd of the month at 00:00")]
    [InlineData("0 0 */5 * *", "On every 5th day from the 1st through the 31st of the month at 00:00")]
    [InlineData("0 0 29 2 *", "On the 29th of February at 00:00")]
    [InlineData("*/5 9-17 1 * *", "On the 1st of the month, every 5 minutes between 09:00 and 17:59")]
    [InlineData("0 0 13 * FRI", "On the 13th of the month, if that day is Friday, at 00:00")]
    [InlineData("0 0 1-7 * 1-5", "On the 1st through 7th of the month, if that day is Monday through Friday, at 00:00")]
    [InlineData("0 0 1-7 6 1,3", "On the 1st through 7th of June, if that day is Monday or Wednesday, at 00:00")]
    [InlineData("0 0 8 * 1#2", "On the 8th of the month, if that day is the second Monday of the month, at 00:00")]
    public void Describe_OfDays_NamesThem(string expression, string words) => Words(expression).Should().Be(words);

    [Theory]
    [InlineData("@yearly", "On the 1st of January at 00:00")]
    [InlineData("@annually", "On the 1st of January at 00:00")]
    [InlineData("@monthly", "On the 1st of the month at 00:00")]
    [InlineData("@weekly", "At 00:00, on Sunday")]
    [InlineData("@daily", "At 00:00 every day")]
    [InlineData("@midnight", "At 00:00 every day")]
    [InlineData("@hourly", "Every hour")]
    [InlineData("@every_minute", "Every minute")]
    [InlineData("@every_second", "Every second")]
    [InlineData("@every 90s", "Every 90 seconds")]
    [InlineData("@every 1s", "Every second")]
    [InlineData("@every 60s", "Every minute")]
    [InlineData("@every 1h30m", "Every 90 minutes")]
    [InlineData("@every 36h", "Every 36 hours")]
    [InlineData("@every 2d", "Every 2 days")]
    [InlineData("@every 1d1h1m1s", "Every 1 day, 1 hour, 1 minute and 1 second")]
    [InlineData("@every 2h10m", "Every 2 hours and 10 minutes")]
    public void Describe_OfMacros_SaysTheirMeaning(string expression, string words) => Words(expression).Should().Be(words);

    [Fact]
    public void Describe_OfTwoMeanings_NeverSaysTheSame()
    {
        var meanings = new ConcurrentDictionary<string, string>();

        CronGen.Expressions.Sample(
            expression =>
            {
                var meaning = CronExpression.Parse(expression, expression.Split(' ').Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard).ToString();
                meanings.GetOrAdd(Words(expression), meaning).Should().Be(meaning, "'{0}' is that", expression);
            },
            iter: 20_000);
        meanings.Should().HaveCountGreaterThan(10_000);
    }

    private static string Words(string expression) => CronSchedule.Parse(expression).Describe();
}
