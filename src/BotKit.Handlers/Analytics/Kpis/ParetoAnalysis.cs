namespace BotKit.Handlers.Analytics;

/// <summary>Which few values of a column make up most of a figure.</summary>
internal sealed class ParetoAnalysis : Analysis
{
    private readonly AnalyticsParetoInput _input;
    private readonly CompiledKpi _kpi;
    private readonly string _groups;
    private readonly string _share;

    public ParetoAnalysis(AnalyticsParetoInput input, CompiledKpi kpi, ResolvedPeriod period, AnalysisContext context)
    {
        if (!kpi.IsAdditive)
        {
            throw AnalyticsFailure.Of(AnalyticsErrorCodes.AnalyticsUnknown, "Only a count or a sum can be divided among values.");
        }

        (_input, _kpi, Reads) = (input, kpi, period);
        var column = context.Demand.Text(input.Dimension);
        _groups = $"CREATE TABLE g AS SELECT d, v FROM (SELECT {column} AS d, {kpi.Sql} AS v FROM r WHERE {period.Sql(context.Demand)} GROUP BY 1) WHERE v > 0";
        _share = context.Demand.Value(Share);
    }

    public override ResolvedPeriod Reads { get; }

    private double Share => _input.Share ?? AnalyticsDefaults.ParetoShare;

    public override AnalyticsResult Run(RowTable rows, AnalyticsRead read, CancellationToken cancellationToken)
    {
        long count = 0, countOfShare = 0;
        var total = 0d;
        rows.Execute("DROP TABLE IF EXISTS g");
        rows.Query(_groups, static _ => { }, cancellationToken);
        rows.Query("SELECT COUNT(*), TOTAL(v) FROM g", reader => (count, total) = (reader.GetInt64(0), Value(reader, 1) ?? 0), cancellationToken);
        rows.Query(
            $"SELECT COUNT(*) FROM (SELECT SUM(v) OVER (ORDER BY v DESC, d ROWS UNBOUNDED PRECEDING) - v AS before FROM g) WHERE before < {_share} * (SELECT TOTAL(v) FROM g)",
            reader => countOfShare = reader.GetInt64(0),
            cancellationToken);
        var items = new List<AnalyticsParetoItem>();
        var before = 0d;
        rows.Query(
            $"SELECT d, v FROM g ORDER BY v DESC, d LIMIT {_input.Top ?? AnalyticsDefaults.Top}",
            reader =>
            {
                var value = Value(reader, 1) ?? 0;
                var letter = before < Share * total ? "A" : before < (Share + ((1 - Share) / 2)) * total ? "B" : "C";
                before += value;
                items.Add(new(Text(reader, 0), value, value / total, Math.Min(1, before / total), letter));
            },
            cancellationToken);
        return new AnalyticsPareto
        {
            Figure = _kpi.Figure,
            Dimension = _input.Dimension,
            Total = total,
            Count = count,
            Share = Share,
            CountOfShare = countOfShare,
            Items = items,
        };
    }
}
