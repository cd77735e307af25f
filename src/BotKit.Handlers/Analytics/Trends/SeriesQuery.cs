namespace BotKit.Handlers.Analytics;

/// <summary>
/// Reads a figure at every step of time. Steps that are not whole are left out: the one of now, those that the period cuts, and of weeks or
/// longer steps without a period a first one whose rows begin late and a last one whose rows end early.
/// </summary>
internal sealed class SeriesQuery
{
    private const int MaxSteps = 100_000;

    private readonly CompiledKpi _kpi;
    private readonly TimeGrain _grain;
    private readonly AnalysisContext _context;
    private readonly string _sql;

    public SeriesQuery(CompiledKpi kpi, TimeGrain grain, ResolvedPeriod period, AnalysisContext context)
    {
        context.RequireTime();
        (_kpi, _grain, _context, Period) = (kpi, grain, context, period);
        _sql = $"SELECT {TimeSteps.Sql(grain, context.Demand)}, {kpi.Sql}, MIN({RowDemand.Time}), MAX({RowDemand.Time}) FROM r WHERE {period.Sql(context.Demand)} GROUP BY 1 ORDER BY 1";
    }

    public ResolvedPeriod Period { get; }

    public Series Read(RowTable rows, CancellationToken cancellationToken)
    {
        var known = new List<(DateTime At, double? Value)>();
        var reach = new List<(double From, double To)>();
        rows.Query(
            _sql,
            reader =>
            {
                if (known.Count == MaxSteps)
                {
                    throw TooLong();
                }

                var value = !reader.IsDBNull(1) && reader.GetDouble(1) is var number && double.IsFinite(number) ? number : (double?)null;
                var at = TimeSteps.Decode(_grain, reader.GetInt64(0));
                known.Add((at, value));
                if (_grain >= TimeGrain.Week)
                {
                    var size = (TimeSteps.Add(at, _grain, 1) - at).TotalSeconds;
                    reach.Add(((reader.GetInt64(2) - Seconds(at)) / size, (reader.GetInt64(3) - Seconds(at)) / size));
                }
            },
            cancellationToken);
        var (isFirstWhole, isLastWhole) = StepReach.AreWhole(reach);
        if (!isLastWhole && Period.To is null)
        {
            known.RemoveAt(known.Count - 1);
        }

        if (!isFirstWhole && Period.From is null)
        {
            known.RemoveAt(0);
        }

        known.RemoveAll(step => IsCut(step.At));
        return new(_kpi.Figure, _grain, known.Count == 0 ? default : known[0].At, Fill(known));
    }

    private bool IsCut(DateTime at)
    {
        var end = TimeSteps.Add(at, _grain, 1);
        return at < Period.From || end > Period.To || end > _context.Now;
    }

    private static double Seconds(DateTime at) => (at - DateTime.UnixEpoch).TotalSeconds;

    private double[] Fill(List<(DateTime At, double? Value)> known)
    {
        if (known.Count == 0)
        {
            return [];
        }

        var end = Period.To is { } to && to <= _context.Now ? TimeSteps.StartOf(to, _grain) : TimeSteps.Add(known[^1].At, _grain, 1);
        var count = TimeSteps.Between(known[0].At, end, _grain);
        if (count > MaxSteps)
        {
            throw TooLong();
        }

        var values = new double[Math.Max(count, 1)];
        Array.Fill(values, _kpi.IsAdditive ? 0 : double.NaN);
        foreach (var (at, value) in known)
        {
            values[TimeSteps.Between(known[0].At, at, _grain)] = value ?? (_kpi.IsAdditive ? 0 : double.NaN);
        }

        return _kpi.IsAdditive ? values : Interpolate(values);
    }

    /// <summary>Between two known values lies the line that joins them; before the first and after the last, nothing.</summary>
    private static double[] Interpolate(double[] values)
    {
        var before = Array.FindIndex(values, static value => !double.IsNaN(value));
        var end = Array.FindLastIndex(values, static value => !double.IsNaN(value));
        if (before < 0)
        {
            return [];
        }

        for (var at = before + 1; at <= end; at++)
        {
            if (double.IsNaN(values[at]))
            {
                continue;
            }

            for (var gap = before + 1; gap < at; gap++)
            {
                values[gap] = values[before] + ((values[at] - values[before]) * (gap - before) / (at - before));
            }

            before = at;
        }

        // The first value is that of a step with rows, yet it may be absent.
        var first = Array.FindIndex(values, static value => !double.IsNaN(value));
        Array.Fill(values, values[first], 0, first);
        return values[..(end + 1)];
    }

    private static BotException TooLong()
        => AnalyticsFailure.Of(AnalyticsErrorCodes.SeriesTooLong, $"There are more than {MaxSteps} steps of time; take a coarser grain or a shorter period.");
}
