using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Compares a value with an operand. Values of another type never compare.</summary>
internal delegate bool ChoiceOperator(JsonNode? value, JsonNode? operand);

/// <summary>The operators of Choice, by name. Each comparison has a twin whose name ends in <c>Path</c>.</summary>
internal static class ChoiceOperators
{
    public const string IsPresent = "IsPresent";

    private static readonly FrozenDictionary<string, (ChoiceOperator IsMet, OperandKind Operand)> Table = Make().ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Table.Keys;

    public static bool TryFind(string name, out ChoiceOperator isMet, out OperandKind operand)
    {
        var isKnown = Table.TryGetValue(name, out var entry);
        (isMet, operand) = entry;
        return isKnown;
    }

    private static Dictionary<string, (ChoiceOperator IsMet, OperandKind Operand)> Make()
    {
        var table = new Dictionary<string, (ChoiceOperator, OperandKind)>(StringComparer.Ordinal);
        AddOrder(table, "String", OperandKind.Text, Texts);
        AddOrder(table, "Numeric", OperandKind.Number, Numbers);
        AddOrder(table, "Timestamp", OperandKind.Timestamp, Timestamps);
        Add(table, "BooleanEquals", OperandKind.Boolean, static (a, b) => JsonNodes.TryBoolean(a, out var x) && JsonNodes.TryBoolean(b, out var y) && x == y);
        table["StringMatches"] = (static (a, b) => JsonNodes.TryText(a, out var text) && JsonNodes.TryText(b, out var pattern) && TextPattern.Matches(text, pattern), OperandKind.Text);
        AddType(table, "IsNull", static it => it is null);
        AddType(table, IsPresent, static _ => true);
        AddType(table, "IsNumeric", static it => JsonNodes.KindOf(it) == JsonValueKind.Number);
        AddType(table, "IsString", static it => JsonNodes.KindOf(it) == JsonValueKind.String);
        AddType(table, "IsBoolean", static it => JsonNodes.TryBoolean(it, out _));
        AddType(table, "IsTimestamp", static it => JsonNodes.TryText(it, out var text) && Timestamp.TryRead(text, out _));
        return table;
    }

    private static void AddOrder(Dictionary<string, (ChoiceOperator, OperandKind)> table, string prefix, OperandKind kind, Func<JsonNode?, JsonNode?, int?> compare)
    {
        Add(table, prefix + "Equals", kind, (a, b) => compare(a, b) == 0);
        Add(table, prefix + "LessThan", kind, (a, b) => compare(a, b) < 0);
        Add(table, prefix + "GreaterThan", kind, (a, b) => compare(a, b) > 0);
        Add(table, prefix + "LessThanEquals", kind, (a, b) => compare(a, b) <= 0);
        Add(table, prefix + "GreaterThanEquals", kind, (a, b) => compare(a, b) >= 0);
    }

    private static void Add(Dictionary<string, (ChoiceOperator, OperandKind)> table, string name, OperandKind kind, ChoiceOperator isMet)
    {
        table[name] = (isMet, kind);
        table[name + "Path"] = (isMet, OperandKind.Path);
    }

    private static void AddType(Dictionary<string, (ChoiceOperator, OperandKind)> table, string name, Func<JsonNode?, bool> isOfType)
        => table[name] = ((a, b) => isOfType(a) == (JsonNodes.TryBoolean(b, out var wanted) && wanted), OperandKind.Boolean);

    private static int? Texts(JsonNode? a, JsonNode? b) => JsonNodes.TryText(a, out var x) && JsonNodes.TryText(b, out var y) ? string.CompareOrdinal(x, y) : null;

    private static int? Numbers(JsonNode? a, JsonNode? b)
        => JsonNodes.KindOf(a) == JsonValueKind.Number && JsonNodes.KindOf(b) == JsonValueKind.Number ? JsonNodes.CompareNumbers(a!, b!) : null;

    private static int? Timestamps(JsonNode? a, JsonNode? b)
        => JsonNodes.TryText(a, out var x) && JsonNodes.TryText(b, out var y) && Timestamp.TryRead(x, out var left) && Timestamp.TryRead(y, out var right)
            ? left.CompareTo(right)
            : null;
}
