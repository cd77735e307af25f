using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Reads Choice states.</summary>
internal static class ChoiceReader
{
    private const int MaxDepth = 16;

    public static ChoiceState Read(string name, FieldReader fields) => new()
    {
        Name = name,
        Comment = fields.Text("Comment"),
        Default = fields.Text("Default"),
        Assign = StateTypes.Assign(fields),
        InputPath = fields.Field("InputPath"),
        OutputPath = fields.Field("OutputPath"),
        Choices = [.. fields.List("Choices", isRequired: true).Select(Rule).OfType<ChoiceRule>()],
    };

    private static ChoiceRule? Rule(FieldReader fields)
    {
        var next = fields.Text("Next", isRequired: true);
        var assign = StateTypes.Assign(fields);
        fields.Text("Comment");
        var condition = Condition(fields, 1);
        fields.End();
        return next is null || condition is null ? null : new ChoiceRule(condition, next, assign);
    }

    private static ChoiceCondition? Condition(FieldReader fields, int depth)
    {
        if (depth > MaxDepth)
        {
            fields.Error(string.Empty, WorkflowProblemCodes.TooLarge, $"Conditions nest at most {MaxDepth} deep.");
            return null;
        }

        if (fields.Has("And") || fields.Has("Or"))
        {
            var name = fields.Has("And") ? "And" : "Or";
            var inner = fields.List(name).Select(it => Inner(it, depth)).OfType<ChoiceCondition>().ToArray();
            return name == "And" ? new ChoiceCondition.All(inner) : new ChoiceCondition.Any(inner);
        }

        return fields.Has("Not")
            ? fields.Inner("Not") is { } negated && Inner(negated, depth) is { } condition ? new ChoiceCondition.Not(condition) : null
            : Test(fields);
    }

    private static ChoiceCondition? Inner(FieldReader fields, int depth)
    {
        var condition = Condition(fields, depth + 1);
        fields.End();
        return condition;
    }

    private static ChoiceCondition.Test? Test(FieldReader fields)
    {
        if (!fields.Has("Variable"))
        {
            fields.Missing("Variable");
            return null;
        }

        var variable = fields.RequiredPath("Variable");
        var names = fields.Members.Select(static it => it.Key).Where(static it => ChoiceOperators.TryFind(it, out _, out _)).ToArray();
        if (names.Length != 1)
        {
            fields.Error(string.Empty, WorkflowProblemCodes.MissingField, "A condition has exactly one operator.");
            return null;
        }

        ChoiceOperators.TryFind(names[0], out var isMet, out var operand);
        if (operand == OperandKind.Path)
        {
            return fields.RequiredPath(names[0]) is { } other && variable is not null
                ? new ChoiceCondition.Test(variable, names[0], isMet, null, other)
                : null;
        }

        fields.TryNode(names[0], out var constant);
        if (!Fits(constant, operand))
        {
            fields.Invalid(names[0], operand switch
            {
                OperandKind.Number => "a number",
                OperandKind.Boolean => "true or false",
                OperandKind.Timestamp => "a timestamp such as 2026-03-14T01:59:00Z",
                _ => "a text",
            });
            return null;
        }

        return variable is null ? null : new ChoiceCondition.Test(variable, names[0], isMet, constant, null);
    }

    private static bool Fits(JsonNode? constant, OperandKind operand) => operand switch
    {
        OperandKind.Number => JsonNodes.KindOf(constant) == JsonValueKind.Number,
        OperandKind.Boolean => JsonNodes.TryBoolean(constant, out _),
        OperandKind.Timestamp => JsonNodes.TryText(constant, out var text) && Timestamp.TryRead(text, out _),
        _ => JsonNodes.TryText(constant, out _),
    };
}
