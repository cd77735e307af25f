namespace BotKit.Handlers.Analytics;

/// <summary>The rules of definitions of figures.</summary>
internal static class MeasureRules
{
    private const int MaxDepth = 6;
    private const int MaxOperands = 20;
    private const int MaxNodes = 200;

    public static void Check(KpiDefinition? kpi, string path, RuleBreaks breaks)
    {
        if (!breaks.Require(kpi is not null, path, "A figure must be an object."))
        {
            return;
        }

        breaks.Require(AnalyticsName.IsValid(kpi!.Name), path + ".Name", $"A name must have {AnalyticsName.Rule}.");
        breaks.Require(kpi.Label is null || TextRules.IsLine(kpi.Label, 100), path + ".Label", "It must be one line of at most 100 characters.");
        breaks.Require(kpi.Unit is null || TextRules.IsLine(kpi.Unit, 20), path + ".Unit", "It must be one line of at most 20 characters.");
        breaks.Require(kpi.Decimals is null or (>= 0 and <= 6), path + ".Decimals", "It must be from 0 to 6.");
        if (kpi.Measure is { } measure)
        {
            CheckMeasure(measure, path + ".Measure", isPart: false, breaks);
        }
        else
        {
            breaks.Require(kpi.Filter is null, path + ".Filter", "A figure of the options has its filter there.");
        }

        FilterRules.Check(kpi.Filter, path + ".Filter", breaks);
    }

    private static void CheckMeasure(KpiMeasure? measure, string path, bool isPart, RuleBreaks breaks)
    {
        if (!breaks.Require(measure is not null, path, "A measure must be an object."))
        {
            return;
        }

        object?[] members = [measure!.Count, measure.CountDistinct, measure.Sum, measure.Average, measure.Min, measure.Max, measure.Ratio];
        breaks.Require(members.Count(static member => member is not null) == 1, path, "Exactly one of count, countDistinct, sum, average, min, max and ratio must be given.");
        breaks.Require(measure.Count is null or true, path + ".Count", "It must be true.");
        breaks.Require(measure.CountDistinct is null || TextRules.IsColumn(measure.CountDistinct), path + ".CountDistinct", "It must be the name of a column.");
        CheckExpression(measure.Sum, path + ".Sum");
        CheckExpression(measure.Average, path + ".Average");
        CheckExpression(measure.Min, path + ".Min");
        CheckExpression(measure.Max, path + ".Max");
        if (measure.Ratio is { } ratio && breaks.Require(!isPart, path + ".Ratio", "A ratio cannot be made of ratios."))
        {
            CheckMeasure(ratio.Of, path + ".Ratio.Of", isPart: true, breaks);
            CheckMeasure(ratio.By, path + ".Ratio.By", isPart: true, breaks);
            FilterRules.Check(ratio.OfFilter, path + ".Ratio.OfFilter", breaks);
            FilterRules.Check(ratio.ByFilter, path + ".Ratio.ByFilter", breaks);
            breaks.Require(ratio.Times is null || double.IsFinite(ratio.Times.Value), path + ".Ratio.Times", "It must be a finite number.");
        }

        void CheckExpression(KpiExpression? expression, string at)
        {
            var nodes = MaxNodes;
            if (expression is not null)
            {
                MeasureRules.CheckExpression(expression, at, depth: 1, ref nodes, breaks);
            }
        }
    }

    private static void CheckExpression(KpiExpression? expression, string path, int depth, ref int nodes, RuleBreaks breaks)
    {
        if (!breaks.Require(expression is not null, path, "An expression must be an object.")
            || !breaks.Require(depth <= MaxDepth && --nodes >= 0, path, $"An expression must be at most {MaxDepth} deep, with at most {MaxNodes} parts."))
        {
            return;
        }

        object?[] members = [expression!.Column, expression.Number, expression.Add, expression.Subtract, expression.Multiply, expression.Divide];
        breaks.Require(members.Count(static member => member is not null) == 1, path, "Exactly one of column, number, add, subtract, multiply and divide must be given.");
        breaks.Require(expression.Column is null || TextRules.IsColumn(expression.Column), path + ".Column", "It must be the name of a column.");
        breaks.Require(expression.Number is null || double.IsFinite(expression.Number.Value), path + ".Number", "It must be a finite number.");
        foreach (var (name, operands) in new[]
        {
            ("Add", expression.Add), ("Subtract", expression.Subtract), ("Multiply", expression.Multiply), ("Divide", expression.Divide),
        })
        {
            if (operands is null || !breaks.Require(operands.Count is >= 2 and <= MaxOperands, $"{path}.{name}", $"There must be 2 to {MaxOperands} expressions."))
            {
                continue;
            }

            for (var at = 0; at < operands.Count; at++)
            {
                CheckExpression(operands[at], $"{path}.{name}[{at}]", depth + 1, ref nodes, breaks);
            }
        }
    }
}
