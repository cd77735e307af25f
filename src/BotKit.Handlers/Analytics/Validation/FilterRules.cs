using System.Text.Json;

namespace BotKit.Handlers.Analytics;

/// <summary>The rules of filters.</summary>
internal static class FilterRules
{
    private const int MaxDepth = 6;
    private const int MaxParts = 50;
    private const int MaxNodes = 200;
    private const int MaxValues = 1000;
    private const int MaxTextLength = 1000;

    public static void Check(KpiFilter? filter, string path, RuleBreaks breaks)
    {
        var nodes = MaxNodes;
        if (filter is not null)
        {
            Check(filter, path, depth: 1, ref nodes, breaks);
        }
    }

    private static void Check(KpiFilter? filter, string path, int depth, ref int nodes, RuleBreaks breaks)
    {
        if (!breaks.Require(filter is not null, path, "A filter must be an object.")
            || !breaks.Require(depth <= MaxDepth && --nodes >= 0, path, $"A filter must be at most {MaxDepth} deep, with at most {MaxNodes} parts."))
        {
            return;
        }

        object?[] members = [filter!.Column, filter.All, filter.Any, filter.Not];
        breaks.Require(members.Count(static member => member is not null) == 1, path, "Exactly one of column, all, any and not must be given.");
        CheckComparison(filter, path, breaks);
        CheckParts(filter.All, path + ".All", depth, ref nodes, breaks);
        CheckParts(filter.Any, path + ".Any", depth, ref nodes, breaks);
        if (filter.Not is { } negated)
        {
            Check(negated, path + ".Not", depth + 1, ref nodes, breaks);
        }
    }

    private static void CheckParts(IReadOnlyList<KpiFilter>? parts, string path, int depth, ref int nodes, RuleBreaks breaks)
    {
        if (parts is null || !breaks.Require(parts.Count is >= 1 and <= MaxParts, path, $"There must be 1 to {MaxParts} filters."))
        {
            return;
        }

        for (var at = 0; at < parts.Count; at++)
        {
            Check(parts[at], $"{path}[{at}]", depth + 1, ref nodes, breaks);
        }
    }

    private static void CheckComparison(KpiFilter filter, string path, RuleBreaks breaks)
    {
        if (filter.Column is null)
        {
            breaks.Require(filter.Is is null && filter.Value is null && filter.Values is null, path, "Without a column there is nothing to compare.");
            return;
        }

        breaks.Require(TextRules.IsColumn(filter.Column), path + ".Column", "It must be the name of a column.");
        if (!breaks.Require(filter.Is is { } how && Enum.IsDefined(how), path + ".Is", "It must say how the column is compared."))
        {
            return;
        }

        switch (filter.Is)
        {
            case KpiComparison.Empty or KpiComparison.NotEmpty:
                breaks.Require(filter.Value is null && filter.Values is null, path, "It takes no value.");
                break;
            case KpiComparison.In:
                breaks.Require(filter.Value is null, path + ".Value", "It takes values.");
                breaks.Require(filter.Values is { Count: >= 1 and <= MaxValues }, path + ".Values", $"There must be 1 to {MaxValues} values.");
                breaks.Require(
                    filter.Values is null || filter.Values.All(IsNumber) || filter.Values.All(IsText), path + ".Values", "All must be numbers, or all texts.");
                break;
            case KpiComparison.StartsWith or KpiComparison.NotStartsWith or KpiComparison.Contains:
                breaks.Require(filter.Values is null, path + ".Values", "It takes one value.");
                breaks.Require(filter.Value is { } text && IsText(text), path + ".Value", $"It must be a text of at most {MaxTextLength} characters.");
                break;
            default:
                breaks.Require(filter.Values is null, path + ".Values", "It takes one value.");
                breaks.Require(
                    filter.Value is { } value && (IsText(value) || IsNumber(value)), path + ".Value", $"It must be a number, or a text of at most {MaxTextLength} characters.");
                break;
        }
    }

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= MaxTextLength } text && !text.Contains('\0');

    private static bool IsNumber(JsonElement value)
        => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number);
}
