using BotKit.Handlers.Analytics.Forecasting;
using CsCheck;

namespace BotKit.Handlers.Tests.Analytics;

public sealed class ForecasterTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(0)]
    [InlineData(-3)]
    public void Forecast_OfAConstant_IsThatConstant(double value)
        => Forecast([.. Enumerable.Repeat(value, 40)], period: 7, horizon: 5).Steps
            .Should().OnlyContain(step => Math.Abs(step.Value - value) < 1e-6 && step.Lower <= step.Value && step.Upper >= step.Value);

    [Fact]
    public void Forecast_OfALine_GoesOnInItsDirection()
    {
        double[] line = [.. Enumerable.Range(1, 60).Select(static at => 100 + (3d * at))];

        var steps = Forecast(line, period: 1, horizon: 6).Steps;

        steps.Select(static step => step.Value).Should().BeInAscendingOrder();
        steps[0].Value.Should().BeApproximately(283, 4);
    }

    [Fact]
    public void Forecast_OfWeeks_KnowsTheDays()
    {
        double[] days = [.. Enumerable.Range(0, 140).Select(static day => day % 7 >= 5 ? 20d : 100 + (day % 3))];

        var steps = Forecast(days, period: 7, horizon: 14).Steps;

        steps.Select((step, day) => (step.Value, IsWeekend: (140 + day) % 7 >= 5)).Should().OnlyContain(day => day.IsWeekend ? day.Value < 40 : day.Value > 80);
    }

    [Fact]
    public void Forecast_OfValuesBelowZero_IsFreeToStayThere()
    {
        double[] values = [.. Enumerable.Range(0, 50).Select(static at => -50d - at + (at % 4))];

        Forecast(values, period: 4, horizon: 4).Steps.Should().OnlyContain(static step => step.Upper < 0);
    }

    [Fact]
    public void Forecast_OfCounts_DoesNotFallBelowZero()
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(static at => Math.Max(0d, 40 - at))];

        Forecast(values, period: 1, horizon: 20).Steps.Should().OnlyContain(static step => step.Value >= 0 && step.Lower >= 0);
    }

    [Fact]
    public void Intervals_GrowWithTheStepsAndTheLevel()
    {
        var random = new Random(7);
        var level = 100d;
        double[] walk = [.. Enumerable.Range(0, 120).Select(_ => level += random.NextDouble() - .5)];

        var wide = Forecast(walk, 1, 12, level: .95).Steps;
        var narrow = Forecast(walk, 1, 12, level: .5).Steps;

        Width(wide[^1]).Should().BeGreaterThan(Width(wide[0]));
        Width(narrow[0]).Should().BeLessThan(Width(wide[0]));
    }

    [Fact]
    public void Forecast_Twice_IsTheSame()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(static at => 10 + Math.Sin(at) + (at * .1))];

        Forecast(values, 12, 6).Should().BeEquivalentTo(Forecast(values, 12, 6));
    }

    [Fact]
    public void Forecast_OfAnything_IsFinite()
        => Gen.Select(Gen.Double.Array[4, 60], Gen.Int[1, 13], Gen.Int[1, 20], Gen.Enum<ForecastMethod>())
            .Where(static sample => sample.Item1.All(double.IsFinite))
            .Sample(
                static sample => Forecaster.Forecast(sample.Item1, new ForecastSettings(sample.Item3, sample.Item2, sample.Item4), default).Steps
                    .All(static step => double.IsFinite(step.Value) && double.IsFinite(step.Lower) && double.IsFinite(step.Upper) && step.Lower <= step.Upper),
                iter: 200, seed: "0000KOIPe036");

    [Fact]
    public void Forecast_WhenCanceled_Stops()
    {
        var forecast = () => Forecaster.Forecast([.. Enumerable.Range(0, 100).Select(static at => (double)at)], new ForecastSettings(5, 12), new CancellationToken(canceled: true));

        forecast.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Best_WithFewValues_IsTheCombination()
        => Forecast([3, 5, 4, 6], 1, 2).Method.Should().Be(ForecastMethod.Combination);

    [Fact]
    public void Best_WhereSeasonsRepeatExactly_IsSeasonalNaive()
    {
        int[] week = [5, 90, 3, 77, 41, 2, 60];

        var forecast = Forecast([.. Enumerable.Range(0, 98).Select(day => (double)week[day % 7])], 7, 7);

        forecast.Errors.Should().ContainKey(ForecastMethod.SeasonalNaive).WhoseValue.Should().BeApproximately(0, 1e-9);
        forecast.Steps.Select(static step => step.Value).Should().Equal(week.Select(static value => (double)value), static (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData(.5, .6745)]
    [InlineData(.8, 1.2816)]
    [InlineData(.95, 1.9600)]
    [InlineData(.99, 2.5758)]
    public void HalfWidth_IsThatOfTheNormalDistribution(double level, double width)
        => NormalQuantile.HalfWidth(level).Should().BeApproximately(width, 1e-4);

    private static double Width(ForecastStep step) => step.Upper - step.Lower;

    private static SeriesForecast Forecast(double[] values, int period, int horizon, double level = .95)
        => Forecaster.Forecast(values, new ForecastSettings(horizon, period, ForecastMethod.Auto, level), TestContext.Current.CancellationToken);
}
