using BotKit.Handlers.Analytics;

namespace BotKit.Handlers.Tests.Analytics;

public sealed class StepReachTests
{
    [Fact]
    public void AreWhole_WhereRowsBeginLateAndEndEarly_IsNeither()
        => StepReach.AreWhole([(.6, 1), (0, .99), (.01, .97), (0, .4)]).Should().Be((false, false));

    [Theory]
    [InlineData(0)]
    [InlineData(.45)]
    [InlineData(.97)]
    public void AreWhole_WhereEachStepHasOneRow_IsBoth(double day)
        => StepReach.AreWhole([(day, day), (day + .02, day + .02), (day, day), (day, day)]).Should().Be((true, true));

    [Fact]
    public void AreWhole_OfOneStep_IsBoth() => StepReach.AreWhole([(.6, .7)]).Should().Be((true, true));

    [Theory]
    [InlineData("01", 14)]
    [InlineData("28", 14)]
    public async Task Series_OfOneRowAMonth_HasAllMonthsBeforeThis(string day, int months)
    {
        await using var world = new AnalyticsWorld();
        var rows = string.Concat(Enumerable.Range(0, 15).Select(month => $"{2025 + (month / 12)}-{(month % 12) + 1:00}-{day},{100 + month}\n"));

        var trend = await world.ResultAsync<AnalyticsTrend>(
            $$"""{"operation":"trend","source":{{world.Csv("at,n\n" + rows)}},"grain":"month","kpi":{"name":"n","measure":{"sum":{"column":"n"} } } }""");

        trend.Points.Should().HaveCount(months);
        trend.Points[0].At.Should().Be(new DateTime(2025, 1, 1));
    }
}
