namespace BotKit.Handlers.Analytics;

/// <summary>Figures in all, by time and by the values of a column.</summary>
internal sealed class KpisAnalysis : Analysis
{
    private const int MaxSteps = 100_000;

    private readonly AnalyticsKpisInput _input;
    private readonly IReadOnlyList<CompiledKpi> _kpis;
    private readonly string _where;
    private readonly string? _step;
    private readonly string? _group;

    public KpisAnalysis(AnalyticsKpisInput input, IReadOnlyList<CompiledKpi> kpis, ResolvedPeriod period, AnalysisContext context)
    {
        (_input, _kpis, Reads) = (input, kpis, period);
        _where = period.Sql(context.Demand);
        if (input.Grain is { } grain)
        {
            context.RequireTime();
            _step = TimeSteps.Sql(grain, context.Demand);
        }

        _group = input.Dimension is { } dimension ? context.Demand.Text(dimension) : null;
    }

    public override ResolvedPeriod Reads { get; }

    public override AnalyticsResult Run(RowTable rows, AnalyticsRead read, CancellationToken cancellationToken)
    {
        var figures = string.Join(", ", _kpis.Select(static kpi => kpi.Sql));
        double?[] totals = [];
        rows.Query($"SELECT {figures} FROM r WHERE {_where}", reader => totals = Values(reader, 0, _kpis.Count), cancellationToken);
        var result = new AnalyticsKpis { Figures = [.. _kpis.Select(static kpi => kpi.Figure)], Totals = totals };
        if (_step is not null)
        {
            result = result with { Grain = _input.Grain, Steps = Steps(rows, figures, cancellationToken) };
        }

        return _group is null ? result : WithGroups(result, rows, figures, cancellationToken);
    }

    private List<AnalyticsStep> Steps(RowTable rows, string figures, CancellationToken cancellationToken)
    {
        var steps = new List<AnalyticsStep>();
        rows.Query(
            $"SELECT {_step}, {figures} FROM r WHERE {_where} GROUP BY 1 ORDER BY 1",
            reader =>
            {
                if (steps.Count == MaxSteps)
                {
                    throw AnalyticsFailure.Of(AnalyticsErrorCodes.SeriesTooLong, $"There are more than {MaxSteps} steps of time.");
                }

                steps.Add(new(TimeSteps.Decode(_input.Grain!.Value, reader.GetInt64(0)), Values(reader, 1, _kpis.Count)));
            },
            cancellationToken);
        return steps;
    }

    private AnalyticsKpis WithGroups(AnalyticsKpis result, RowTable rows, string figures, CancellationToken cancellationToken)
    {
        var groups = new List<AnalyticsGroup>();
        rows.Query(
            $"SELECT {_group}, {figures} FROM r WHERE {_where} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {_input.Top ?? AnalyticsDefaults.Top}",
            reader => groups.Add(new(Text(reader, 0), Values(reader, 1, _kpis.Count))),
            cancellationToken);
        var count = 0L;
        rows.Query($"SELECT COUNT(*) FROM (SELECT 1 FROM r WHERE {_where} GROUP BY {_group})", reader => count = reader.GetInt64(0), cancellationToken);
        return result with { Dimension = _input.Dimension, Groups = groups, GroupCount = count };
    }
}
