namespace BotKit.Handlers.Analytics;

/// <summary>Figures of a period beside those of another.</summary>
internal sealed class ComparisonAnalysis : Analysis
{
    private readonly AnalyticsComparisonInput _input;
    private readonly IReadOnlyList<CompiledKpi> _kpis;
    private readonly ResolvedPeriod _period;
    private readonly ResolvedPeriod _base;
    private readonly string _where;
    private readonly string _whereBase;
    private readonly string? _group;

    public ComparisonAnalysis(AnalyticsComparisonInput input, IReadOnlyList<CompiledKpi> kpis, ResolvedPeriod period, AnalysisContext context)
    {
        if (period.From is null || period.To is null)
        {
            throw AnalyticsFailure.Of(AnalyticsErrorCodes.TimeMissing, "A comparison needs a period with a begin and an end.");
        }

        (_input, _kpis, _period) = (input, kpis, period);
        _base = BaseOf(period.From.Value, period.To.Value, input.Against ?? ComparisonBase.Previous);
        _where = period.Sql(context.Demand);
        _whereBase = _base.Sql(context.Demand);
        _group = input.Dimension is { } dimension ? context.Demand.Text(dimension) : null;
    }

    public override ResolvedPeriod Reads => new(_base.From, _period.To);

    public override AnalyticsResult Run(RowTable rows, AnalyticsRead read, CancellationToken cancellationToken)
    {
        var now = Totals(_where, rows, cancellationToken);
        var then = Totals(_whereBase, rows, cancellationToken);
        return new AnalyticsComparison
        {
            From = _period.From!.Value,
            To = _period.To!.Value,
            BaseFrom = _base.From!.Value,
            BaseTo = _base.To!.Value,
            Changes = [.. _kpis.Select((kpi, at) => Change(kpi.Figure, now[at], then[at]))],
            Dimension = _input.Dimension,
            Movers = _group is null ? null : Movers(rows, cancellationToken),
        };
    }

    private double?[] Totals(string where, RowTable rows, CancellationToken cancellationToken)
    {
        double?[] totals = [];
        rows.Query($"SELECT {string.Join(", ", _kpis.Select(static kpi => kpi.Sql))} FROM r WHERE {where}", reader => totals = Values(reader, 0, _kpis.Count), cancellationToken);
        return totals;
    }

    private List<AnalyticsMover> Movers(RowTable rows, CancellationToken cancellationToken)
    {
        var movers = new List<AnalyticsMover>();
        rows.Query(
            $"""
            SELECT d, MAX(a), MAX(b), COALESCE(MAX(a), 0) - COALESCE(MAX(b), 0) AS difference FROM (
                SELECT {_group} AS d, {_kpis[0].Sql} AS a, NULL AS b FROM r WHERE {_where} GROUP BY 1
                UNION ALL
                SELECT {_group} AS d, NULL AS a, {_kpis[0].Sql} AS b FROM r WHERE {_whereBase} GROUP BY 1)
            GROUP BY d ORDER BY ABS(difference) DESC, d LIMIT {_input.Top ?? AnalyticsDefaults.Top}
            """,
            reader => movers.Add(new(Text(reader, 0), Value(reader, 1), Value(reader, 2), Value(reader, 3) ?? 0)),
            cancellationToken);
        return movers;
    }

    private static AnalyticsChange Change(AnalyticsFigure figure, double? now, double? then)
        => new(figure, now, then, now - then, then is null or 0 ? null : (now - then) / Math.Abs(then.Value) * 100);

    private static ResolvedPeriod BaseOf(DateTime from, DateTime to, ComparisonBase against)
    {
        try
        {
            if (against == ComparisonBase.YearBefore)
            {
                return new(from.AddYears(-1), to.AddYears(-1));
            }

            // A month is compared with the month before, however many days either has.
            var areMonths = from is { Day: 1 } && to is { Day: 1 } && from.TimeOfDay == default && to.TimeOfDay == default;
            return areMonths
                ? new(from.AddMonths(-(((to.Year - from.Year) * 12) + to.Month - from.Month)), from)
                : new(from - (to - from), from);
        }
        catch (ArgumentOutOfRangeException failure)
        {
            throw AnalyticsFailure.Of(AnalyticsErrorCodes.SeriesTooLong, "The period reaches beyond the calendar.", failure);
        }
    }
}
