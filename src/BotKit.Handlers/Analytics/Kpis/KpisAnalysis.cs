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

    private int Top => _input.Top ?? AnalyticsDefaults.Top;

    public override AnalyticsResult Run(RowTable rows, AnalyticsRead read, CancellationToken cancellationToken)
        => RowScan.TryRun(rows, [.. _kpis.SelectMany(static kpi => kpi.Aggregates)], _step, _group, _where, cancellationToken) is { } scan
            ? Of(scan)
            : RunInDatabase(rows, cancellationToken);

    /// <summary>The same by statements that sort on disk, for more groups than memory should hold.</summary>
    internal AnalyticsKpis RunInDatabase(RowTable rows, CancellationToken cancellationToken)
    {
        var figures = string.Join(", ", _kpis.Select(static kpi => kpi.Sql));
        double?[] totals = [];
        rows.Query($"SELECT {figures} FROM r WHERE {_where}", reader => totals = Values(reader, 0, _kpis.Count), cancellationToken);
        List<AnalyticsStep>? steps = _step is null ? null : [];
        if (steps is not null)
        {
            rows.Query(
                $"SELECT {_step}, {figures} FROM r WHERE {_where} GROUP BY 1 ORDER BY 1 LIMIT {MaxSteps + 1}",
                reader => steps.Add(new(TimeSteps.Decode(_input.Grain!.Value, reader.GetInt64(0)), Values(reader, 1, _kpis.Count))),
                cancellationToken);
        }

        List<AnalyticsGroup>? groups = _group is null ? null : [];
        var count = 0L;
        if (groups is not null)
        {
            rows.Query(
                $"SELECT *, COUNT(*) OVER () FROM (SELECT {_group}, {figures} FROM r WHERE {_where} GROUP BY 1) ORDER BY 2 DESC, 1 LIMIT {Top}",
                reader =>
                {
                    groups.Add(new(Text(reader, 0), Values(reader, 1, _kpis.Count)));
                    count = reader.GetInt64(_kpis.Count + 1);
                },
                cancellationToken);
        }

        return Result(totals, steps, groups, count);
    }

    private AnalyticsKpis Of(RowScan scan)
    {
        var steps = _step is null ? null : scan.Steps.OrderBy(static pair => pair.Key)
            .Select(pair => new AnalyticsStep(TimeSteps.Decode(_input.Grain!.Value, pair.Key), Figures(pair.Value))).ToList();
        var groups = _group is null ? null : scan.Groups.Select(group => new AnalyticsGroup(group.Value, Figures(group.State)))
            .OrderByDescending(static group => group.Values[0] ?? double.NegativeInfinity).ThenBy(static group => group.Value, StringComparer.Ordinal).ToList();
        return Result(Figures(scan.Total), steps, groups?.Take(Top).ToList(), groups?.Count ?? 0);
    }

    private double?[] Figures(GroupState state)
    {
        var values = new double?[_kpis.Count];
        for (int at = 0, aggregate = 0; at < values.Length; aggregate += _kpis[at].By is null ? 1 : 2, at++)
        {
            values[at] = _kpis[at].Result(state, aggregate);
        }

        return values;
    }

    private AnalyticsKpis Result(double?[] totals, List<AnalyticsStep>? steps, List<AnalyticsGroup>? groups, long count) => steps?.Count > MaxSteps
        ? throw AnalyticsFailure.Of(AnalyticsErrorCodes.SeriesTooLong, $"There are more than {MaxSteps} steps of time.")
        : new AnalyticsKpis
        {
            Figures = [.. _kpis.Select(static kpi => kpi.Figure)],
            Totals = totals,
            Grain = _input.Grain,
            Steps = steps,
            Dimension = _input.Dimension,
            Groups = groups,
            GroupCount = _group is null ? null : count,
        };
}
