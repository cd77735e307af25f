using BotKit.Handlers.Analytics.Forecasting;

namespace BotKit.Handlers.Analytics;

/// <summary>The trend and the seasons of a figure.</summary>
internal sealed class TrendAnalysis(AnalyticsTrendInput input, SeriesQuery query) : Analysis
{
    private const int MinimumLength = 8;

    public override ResolvedPeriod Reads => query.Period;

    public override AnalyticsResult Run(RowTable rows, AnalyticsRead read, CancellationToken cancellationToken)
    {
        var series = query.Read(rows, cancellationToken);
        series.RequireLength(MinimumLength);
        var period = input.Season ?? TimeSteps.Season(input.Grain);
        var adjustment = SeasonalAdjustment.Of(series.Values, period);
        var trend = Smoothing.Centred(adjustment.Values, adjustment.IsSeasonal ? period : Math.Max(3, series.Values.Length / 10));
        var slope = SteadyChange.Of(adjustment.Values, cancellationToken);
        return new AnalyticsTrend
        {
            Figure = series.Figure,
            Grain = series.Grain,
            Points = [.. series.Values.Select((value, at) => new AnalyticsTrendPoint(series.At(at), value, trend[at]))],
            ChangePerStep = slope.PerStep,
            Direction = slope.Direction,
            SeasonalStrength = adjustment.StrengthBeside(trend),
            Seasons = adjustment.IsSeasonal ? adjustment.Factors : null,
            SeasonsMultiply = adjustment.IsMultiplicative,
        };
    }
}
