using BotKit;
using BotKit.Handlers;

namespace Studio.Bots;

public sealed class AnalyticsWeek(IBot<AnalyticsInput, AnalyticsResult> analytics)
{
    public async Task<double> NextTwoWeeksAsync(string file, CancellationToken cancellationToken)
    {
        #region snippet: analytics-forecast
        var sales = new KpiDefinition
        {
            Name = "sales",
            Unit = "EUR",
            Measure = new KpiMeasure
            {
                Sum = new KpiExpression { Multiply = [new KpiExpression { Column = "quantity" }, new KpiExpression { Column = "price" }] },
            },
        };

        var result = await analytics.RunAsync(
            new AnalyticsForecastInput
            {
                Source = new AnalyticsSource { File = file, Time = "at" },
                Kpi = sales,
                Grain = TimeGrain.Day,
                Horizon = 14,
            },
            cancellationToken);

        var forecast = result.Data as AnalyticsForecast ?? throw new InvalidOperationException("The run failed.");
        var expected = forecast.Steps.Sum(step => step.Value);
        #endregion

        return expected;
    }
}
