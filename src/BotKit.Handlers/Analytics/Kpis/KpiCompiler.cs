using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Analytics;

/// <summary>Turns definitions into parts of statements on the table of rows. Columns get names of our own and all values are parameters.</summary>
internal sealed class KpiCompiler(IOptions<AnalyticsOptions> options)
{
    public CompiledKpi Compile(KpiDefinition kpi, RowDemand demand)
    {
        var definition = kpi.Measure is not null
            ? kpi
            : options.Value.Kpis.TryGetValue(kpi.Name, out var known)
                ? known with { Name = kpi.Name, Label = kpi.Label ?? known.Label, Unit = kpi.Unit ?? known.Unit, Decimals = kpi.Decimals ?? known.Decimals }
                : throw AnalyticsFailure.Of(AnalyticsErrorCodes.AnalyticsUnknown, "No figure of that name is configured.");
        var measure = definition.Measure!;
        var isCount = measure.Count is not null || measure.CountDistinct is not null;
        var figure = new AnalyticsFigure(definition.Name, definition.Label ?? definition.Name, definition.Unit, definition.Decimals ?? (isCount ? 0 : 2));
        var condition = FilterCompiler.Compile(definition.Filter, demand);
        if (measure.Ratio is { } ratio)
        {
            var of = Aggregate(ratio.Of, Both(condition, FilterCompiler.Compile(ratio.OfFilter, demand)), demand);
            var by = Aggregate(ratio.By, Both(condition, FilterCompiler.Compile(ratio.ByFilter, demand)), demand);
            return new(figure, of, by, ratio.Times ?? 1, demand.Value(ratio.Times ?? 1));
        }

        return new(figure, Aggregate(measure, condition, demand), By: null, Times: 1, TimesSql: "1");
    }

    private static string? Both(string? one, string? other) => one is null ? other : other is null ? one : $"({one} AND {other})";

    private static Aggregate Aggregate(KpiMeasure measure, string? condition, RowDemand demand)
    {
        return measure switch
        {
            { Count: not null } => new(AggregateKind.Count, Where(BotKit.Handlers.Analytics.Aggregate.Row)),
            { CountDistinct: { } column } => new(AggregateKind.CountDistinct, Where(demand.Text(column))),
            { Sum: { } sum } => new(AggregateKind.Sum, Where(Expression(sum, demand))),
            { Average: { } average } => new(AggregateKind.Average, Where(Expression(average, demand))),
            { Min: { } min } => new(AggregateKind.Min, Where(Expression(min, demand))),
            { Max: { } max } => new(AggregateKind.Max, Where(Expression(max, demand))),
            _ => throw new ArgumentOutOfRangeException(nameof(measure)),
        };

        string Where(string value) => condition is null ? value : $"CASE WHEN {condition} THEN {value} END";
    }

    private static string Expression(KpiExpression expression, RowDemand demand) => expression switch
    {
        { Column: { } column } => demand.Number(column),
        { Number: { } number } => demand.Value(number),
        { Add: { } terms } => Join(terms, " + ", demand),
        { Subtract: { } terms } => Join(terms, " - ", demand),
        { Multiply: { } factors } => Join(factors, " * ", demand),
        { Divide: { } parts } => parts.Skip(1).Aggregate(Expression(parts[0], demand), (sql, part) => $"({sql} / NULLIF({Expression(part, demand)}, 0))"),
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    private static string Join(IReadOnlyList<KpiExpression> parts, string sign, RowDemand demand)
        => $"({string.Join(sign, parts.Select(part => Expression(part, demand)))})";
}
