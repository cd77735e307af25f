using System.Globalization;
using BotKit.Handlers.Analytics.Forecasting;

namespace BotKit.Handlers.Tests.Analytics;

/// <summary>The forecasts on 300 series of the M3 competition, beside what simple methods reach on them.</summary>
public sealed class ForecastBarsTests(ITestOutputHelper output)
{
    [Fact]
    public void Forecast_OfM3_IsBetterThanThetaAndItsIntervalsHold()
    {
        var series = File.ReadAllLines(TestData.Path("forecast/m3.csv")).Skip(1).Select(static line => line.Split(',')).Select(static cells => (
            Period: int.Parse(cells[2], CultureInfo.InvariantCulture),
            Train: Numbers(cells[7]),
            Test: Numbers(cells[8]))).ToList();

        var scores = Enum.GetValues<ForecastMethod>().ToDictionary(method => method, method =>
        {
            double smape = 0, mase = 0, held = 0, steps = 0;
            foreach (var (period, train, test) in series)
            {
                var forecast = Forecaster.Forecast(train, new ForecastSettings(test.Length, period, method), TestContext.Current.CancellationToken);
                double[] values = [.. forecast.Steps.Select(static step => step.Value)];
                smape += ForecastAccuracy.Smape(test, values) / series.Count;
                mase += ForecastAccuracy.Mase(train, period, test, values) / series.Count;
                held += test.Where((actual, step) => forecast.Steps[step].Lower <= actual && actual <= forecast.Steps[step].Upper).Count();
                steps += test.Length;
            }

            return (Smape: smape, Mase: mase, Held: held / steps);
        });

        output.WriteLine("M3, 300 series      sMAPE   MASE   within 95 %");
        output.WriteLine("anchor Naive2       14.47   1.60");
        output.WriteLine("anchor Theta        12.64   1.39");
        output.WriteLine("bar                 12.60   1.37   90 to 97 %");
        foreach (var (method, score) in scores)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{method,-18} {score.Smape,6:0.00} {score.Mase,6:0.000} {score.Held,8:0.0%}"));
        }

        scores[ForecastMethod.Auto].Smape.Should().BeLessThanOrEqualTo(12.6);
        scores[ForecastMethod.Auto].Mase.Should().BeLessThanOrEqualTo(1.37);
        scores[ForecastMethod.Auto].Held.Should().BeInRange(.9, .97);
        scores[ForecastMethod.SeasonalNaive].Smape.Should().BeGreaterThan(scores[ForecastMethod.Auto].Smape);
    }

    [Fact]
    public void Forecast_OfAirPassengers_FollowsTheirSeasons()
    {
        double[] months = [.. File.ReadAllLines(TestData.Path("forecast/airpassengers.csv")).Skip(1)
            .Select(static line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture))];
        var (train, test) = (months[..^12], months[^12..]);

        var forecast = Forecaster.Forecast(train, new ForecastSettings(12, 12), TestContext.Current.CancellationToken);

        var smape = ForecastAccuracy.Smape(test, [.. forecast.Steps.Select(static step => step.Value)]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Air passengers, the last year: sMAPE {smape:0.00} with {forecast.Method}"));
        smape.Should().BeLessThan(6);
        test.Where((actual, step) => actual < forecast.Steps[step].Lower || actual > forecast.Steps[step].Upper).Should().HaveCountLessThanOrEqualTo(2);
    }

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(static number => double.Parse(number, CultureInfo.InvariantCulture))];
}
