namespace BotKit.Handlers.Analytics;

/// <summary>How many of those who came first in one step of time came again in later ones.</summary>
internal sealed class CohortsAnalysis : Analysis
{
    private const int MaxCohorts = 60;

    private readonly AnalyticsCohortsInput _input;
    private readonly string _sql;

    public CohortsAnalysis(AnalyticsCohortsInput input, ResolvedPeriod period, AnalysisContext context)
    {
        context.RequireTime();
        (_input, Reads) = (input, period);
        var who = context.Demand.Text(input.Who);
        var filter = FilterCompiler.Compile(input.Filter, context.Demand) ?? "1";
        _sql = $"""
            WITH a AS (SELECT DISTINCT {who} AS w, {TimeSteps.Sql(Grain, context.Demand)} AS b FROM r
                WHERE {period.Sql(context.Demand)} AND {filter} AND {who} IS NOT NULL),
            f AS (SELECT w, MIN(b) AS c FROM a GROUP BY w)
            SELECT f.c, a.b, COUNT(*) FROM a JOIN f ON f.w = a.w GROUP BY 1, 2 ORDER BY 1, 2
            """;
    }

    public override ResolvedPeriod Reads { get; }

    private TimeGrain Grain => _input.Grain ?? TimeGrain.Month;

    public override AnalyticsResult Run(RowTable rows, AnalyticsRead read, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<DateTime, Dictionary<long, long>>();
        var last = DateTime.MinValue;
        rows.Query(
            _sql,
            reader =>
            {
                var (first, at) = (TimeSteps.Decode(Grain, reader.GetInt64(0)), TimeSteps.Decode(Grain, reader.GetInt64(1)));
                last = at > last ? at : last;
                if (!counts.TryGetValue(first, out var active))
                {
                    counts[first] = active = [];
                }

                active[TimeSteps.Between(first, at, Grain)] = reader.GetInt64(2);
            },
            cancellationToken);
        var steps = _input.Steps ?? AnalyticsDefaults.CohortSteps;
        AnalyticsCohort[] cohorts = [.. counts.TakeLast(MaxCohorts).Select(pair => Cohort(pair.Key, pair.Value, last, steps))];
        return new AnalyticsCohorts { Grain = Grain, Cohorts = cohorts, Retention = RetentionOf(cohorts) };
    }

    private AnalyticsCohort Cohort(DateTime first, Dictionary<long, long> active, DateTime last, int steps)
    {
        var reach = (int)Math.Min(TimeSteps.Between(first, last, Grain), steps);
        return new(first, active[0], [.. Enumerable.Range(0, reach + 1).Select(step => active.GetValueOrDefault(step))]);
    }

    private static double[] RetentionOf(AnalyticsCohort[] cohorts)
    {
        var steps = cohorts.Length == 0 ? 0 : cohorts.Max(static cohort => cohort.Active.Count);
        return [.. Enumerable.Range(0, steps).Select(step =>
        {
            var reaching = cohorts.Where(cohort => cohort.Active.Count > step).ToList();
            return (double)reaching.Sum(cohort => cohort.Active[step]) / reaching.Sum(static cohort => cohort.Size);
        })];
    }
}
