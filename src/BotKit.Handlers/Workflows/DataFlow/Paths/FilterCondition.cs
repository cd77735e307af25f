using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BotKit.Handlers.Workflows;

/// <summary>The condition of a filter: a closed set of operators over values inside the element, and constants.</summary>
internal abstract class FilterCondition
{
    public abstract bool IsMet(JsonNode? element, PathVisit visit);

    internal sealed class All(IReadOnlyList<FilterCondition> inner) : FilterCondition
    {
        public override bool IsMet(JsonNode? element, PathVisit visit) => inner.All(it => it.IsMet(element, visit));
    }

    internal sealed class Any(IReadOnlyList<FilterCondition> inner) : FilterCondition
    {
        public override bool IsMet(JsonNode? element, PathVisit visit) => inner.Any(it => it.IsMet(element, visit));
    }

    internal sealed class Not(FilterCondition inner) : FilterCondition
    {
        public override bool IsMet(JsonNode? element, PathVisit visit) => !inner.IsMet(element, visit);
    }

    internal sealed class Exists(FilterOperand operand) : FilterCondition
    {
        public override bool IsMet(JsonNode? element, PathVisit visit) => operand.TryRead(element, visit, out _);
    }

    internal sealed class Matches(FilterOperand operand, Regex pattern) : FilterCondition
    {
        public override bool IsMet(JsonNode? element, PathVisit visit)
            => operand.TryRead(element, visit, out var value) && JsonNodes.TryText(value, out var text) && pattern.IsMatch(text);
    }

    internal sealed class Compare(FilterOperand left, string comparison, FilterOperand right) : FilterCondition
    {
        public override bool IsMet(JsonNode? element, PathVisit visit)
        {
            var hasLeft = left.TryRead(element, visit, out var a);
            var hasRight = right.TryRead(element, visit, out var b);
            return comparison switch
            {
                "==" => hasLeft && hasRight && JsonNodes.AreEqual(a, b),
                "!=" => !(hasLeft && hasRight && JsonNodes.AreEqual(a, b)),
                "in" => hasLeft && hasRight && Contains(b, a),
                "nin" => !(hasLeft && hasRight && Contains(b, a)),
                _ => hasLeft && hasRight && Order(a, b) is { } order && comparison switch
                {
                    "<" => order < 0,
                    "<=" => order <= 0,
                    ">" => order > 0,
                    _ => order >= 0,
                },
            };
        }

        private static bool Contains(JsonNode? array, JsonNode? value)
            => array is JsonArray elements && elements.Any(it => JsonNodes.AreEqual(it, value));

        private static int? Order(JsonNode? left, JsonNode? right) => (JsonNodes.KindOf(left), JsonNodes.KindOf(right)) switch
        {
            (JsonValueKind.Number, JsonValueKind.Number) => JsonNodes.CompareNumbers(left!, right!),
            (JsonValueKind.String, JsonValueKind.String) when JsonNodes.TryText(left, out var a) && JsonNodes.TryText(right, out var b) => string.CompareOrdinal(a, b),
            _ => null,
        };
    }
}
