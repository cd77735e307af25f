using System.Globalization;
using System.Text.Json;

namespace BotKit.Handlers.Analytics;

/// <summary>Turns a filter into a condition on the table of rows.</summary>
internal static class FilterCompiler
{
    /// <returns>The condition; <see langword="null"/> when all rows count.</returns>
    public static string? Compile(KpiFilter? filter, RowDemand demand) => filter is null ? null : Condition(filter, demand);

    private static string Condition(KpiFilter filter, RowDemand demand) => filter switch
    {
        { All: { } all } => $"({string.Join(" AND ", all.Select(part => Condition(part, demand)))})",
        { Any: { } any } => $"({string.Join(" OR ", any.Select(part => Condition(part, demand)))})",
        { Not: { } negated } => $"(NOT COALESCE({Condition(negated, demand)}, 0))",
        _ => Comparison(filter, demand),
    };

    private static string Comparison(KpiFilter filter, RowDemand demand)
    {
        var column = filter.Column!;
        switch (filter.Is)
        {
            case KpiComparison.Empty:
                return $"({demand.Text(column)} IS NULL)";
            case KpiComparison.NotEmpty:
                return $"({demand.Text(column)} IS NOT NULL)";
            case KpiComparison.StartsWith or KpiComparison.NotStartsWith:
                var start = filter.Value!.Value.GetString()!;
                var starts = $"substr({demand.Text(column)}, 1, {demand.Value((long)start.EnumerateRunes().Count())}) = {demand.Value(start)}";
                return filter.Is == KpiComparison.StartsWith ? $"({starts})" : $"(NOT COALESCE({starts}, 0))";
            case KpiComparison.Contains:
                return $"(instr({demand.Text(column)}, {demand.Value(filter.Value!.Value.GetString()!)}) > 0)";
            case KpiComparison.In:
                var isText = filter.Values![0].ValueKind == JsonValueKind.String;
                var values = string.Join(", ", filter.Values.Select(value => demand.Value(Scalar(value, isText))));
                return $"({(isText ? demand.Text(column) : demand.Number(column))} IN ({values}))";
            default:
                return Compare(column, filter.Is!.Value, filter.Value!.Value, demand);
        }
    }

    private static string Compare(string column, KpiComparison how, JsonElement value, RowDemand demand)
    {
        var isOrder = how is KpiComparison.Less or KpiComparison.AtMost or KpiComparison.Greater or KpiComparison.AtLeast;
        // Configuration knows texts only: an order by a number is an order of numbers, also when it is written as a text.
        var isText = value.ValueKind == JsonValueKind.String && !(isOrder && TryNumber(value, out _));
        var sign = how switch
        {
            KpiComparison.Equal => "=",
            KpiComparison.NotEqual => "IS NOT",
            KpiComparison.Less => "<",
            KpiComparison.AtMost => "<=",
            KpiComparison.Greater => ">",
            KpiComparison.AtLeast => ">=",
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        };
        return $"({(isText ? demand.Text(column) : demand.Number(column))} {sign} {demand.Value(Scalar(value, isText))})";
    }

    private static object Scalar(JsonElement value, bool isText)
        => isText ? value.GetString()! : TryNumber(value, out var number) ? number : throw new ArgumentOutOfRangeException(nameof(value));

    private static bool TryNumber(JsonElement value, out double number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number
            ? value.TryGetDouble(out number)
            : double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }
}
