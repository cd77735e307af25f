namespace BotKit.Handlers.Analytics;

/// <summary>The ranges of an operation's numbers.</summary>
internal static class RangeRules
{
    public static void Check(AnalyticsRowsInput input, string path, RuleBreaks breaks)
    {
        var prefix = path.Length == 0 ? "" : path + ".";
        switch (input)
        {
            case AnalyticsKpisInput kpis:
                Range(kpis.Top, 1, 1000, "Top");
                Grain(kpis.Grain);
                break;
            case AnalyticsComparisonInput comparison:
                Range(comparison.Top, 1, 1000, "Top");
                break;
            case AnalyticsCohortsInput cohorts:
                Range(cohorts.Steps, 1, 60, "Steps");
                Grain(cohorts.Grain);
                break;
            case AnalyticsParetoInput pareto:
                Range(pareto.Top, 1, 1000, "Top");
                breaks.Require(pareto.Share is null or (> 0 and < 1), prefix + "Share", "It must be above 0 and below 1.");
                break;
            case AnalyticsSeriesInput series:
                Range(series.Season, 1, 10_000, "Season");
                Grain(series.Grain);
                break;
        }

        if (input is AnalyticsForecastInput forecast)
        {
            Range(forecast.Horizon, 1, 1000, "Horizon");
            breaks.Require(forecast.Level is null or (>= .5 and <= .999), prefix + "Level", "It must be from 0.5 to 0.999.");
        }

        if (input is AnalyticsAnomaliesInput anomalies)
        {
            breaks.Require(anomalies.Threshold is null or (>= .5 and <= 10), prefix + "Threshold", "It must be from 0.5 to 10.");
        }

        void Range(int? value, int least, int greatest, string member)
            => breaks.Require(value is null || (value >= least && value <= greatest), prefix + member, $"It must be from {least} to {greatest}.");

        void Grain(TimeGrain? grain)
            => breaks.Require(grain is not { } given || Enum.IsDefined(given), prefix + "Grain", "It must be a grain of time.");
    }
}
