namespace BotKit.Handlers.Analytics;

/// <summary>Compiles each operation.</summary>
internal sealed class AnalysisCompiler(KpiCompiler kpis)
{
    /// <param name="input">The operation.</param>
    /// <param name="period">The period of the report that it is a part of, unless it has its own; or <see langword="null"/>.</param>
    /// <param name="context">What it is compiled against.</param>
    public Analysis Compile(AnalyticsRowsInput input, AnalyticsPeriod? period, AnalysisContext context)
    {
        var resolved = context.Resolve(input.Period ?? period);
        return input switch
        {
            AnalyticsKpisInput kpi => new KpisAnalysis(kpi, Compile(kpi.Kpis, context), resolved, context),
            AnalyticsComparisonInput comparison => new ComparisonAnalysis(comparison, Compile(comparison.Kpis, context), resolved, context),
            AnalyticsCohortsInput cohorts => new CohortsAnalysis(cohorts, resolved, context),
            AnalyticsParetoInput pareto => new ParetoAnalysis(pareto, kpis.Compile(pareto.Kpi, context.Demand), resolved, context),
            AnalyticsTrendInput trend => new TrendAnalysis(trend, Series(trend, resolved, context)),
            AnalyticsAnomaliesInput anomalies => new AnomaliesAnalysis(anomalies, Series(anomalies, resolved, context)),
            AnalyticsForecastInput forecast => new ForecastAnalysis(forecast, Series(forecast, resolved, context)),
            _ => throw new ArgumentOutOfRangeException(nameof(input)),
        };
    }

    private List<CompiledKpi> Compile(IReadOnlyList<KpiDefinition> definitions, AnalysisContext context)
        => [.. definitions.Select(definition => kpis.Compile(definition, context.Demand))];

    private SeriesQuery Series(AnalyticsSeriesInput input, ResolvedPeriod period, AnalysisContext context)
        => new(kpis.Compile(input.Kpi, context.Demand), input.Grain, period, context);
}
