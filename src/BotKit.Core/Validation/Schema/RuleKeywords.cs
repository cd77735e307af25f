using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FluentValidation.Validators;

namespace BotKit.Validation;

/// <summary>Says rules in keywords of JSON Schema.</summary>
internal static class RuleKeywords
{
    /// <summary>Adds what a rule asks.</summary>
    /// <param name="schema">The schema of the value.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="contract">The contract of the value.</param>
    /// <param name="isSensitive">Whether the value is sensitive; then no constant of the rule is told.</param>
    /// <returns>Whether the schema says it now; otherwise it takes words.</returns>
    public static bool TryAdd(JsonObject schema, IPropertyValidator rule, JsonTypeInfo contract, bool isSensitive) => rule switch
    {
        INotNullValidator => true,
        INotEmptyValidator => TryAddNotEmpty(schema),
        IEmailValidator => TryAddText(schema, "format", "email"),
        ILengthValidator length => TryAddLength(schema, length),
        IRegularExpressionValidator pattern => TryAddPattern(schema, pattern),
        IEnumValidator => schema.ContainsKey("enum"),
        IBetweenValidator between => TryAddRange(schema, between),
        IEqualValidator equal when !isSensitive => TryAddConstant(schema, equal, contract),
        IComparisonValidator comparison => TryAddBound(schema, comparison, contract, isSensitive),
        _ => !isSensitive && TryAddNames(schema, rule),
    };

    private static bool TryAddNotEmpty(JsonObject schema)
    {
        var keyword = SchemaKeywords.Allows(schema, "string") && !schema.ContainsKey("format") ? "minLength"
            : SchemaKeywords.Allows(schema, "array") ? "minItems"
            : SchemaKeywords.Allows(schema, "object") && schema["additionalProperties"] is JsonObject ? "minProperties"
            : null;
        if (keyword is not null)
        {
            SchemaKeywords.AddLeast(schema, keyword, 1);
        }

        // Of objects only null is empty.
        return keyword is not null || schema.ContainsKey("properties") || schema.ContainsKey("oneOf") || schema.ContainsKey("$ref");
    }

    private static bool TryAddLength(JsonObject schema, ILengthValidator length)
    {
        // Bounds computed from the input read as 0 and 0.
        if (length is { Min: 0, Max: 0 } || !SchemaKeywords.Allows(schema, "string"))
        {
            return false;
        }

        if (length.Min > 0)
        {
            SchemaKeywords.AddLeast(schema, "minLength", length.Min);
        }

        if (length.Max >= 0)
        {
            SchemaKeywords.AddMost(schema, "maxLength", length.Max);
        }

        return true;
    }

    private static bool TryAddPattern(JsonObject schema, IRegularExpressionValidator pattern)
        => EcmaPattern.Of(pattern) is { } text && TryAddText(schema, "pattern", text);

    private static bool TryAddText(JsonObject schema, string keyword, string value)
    {
        if (!SchemaKeywords.Allows(schema, "string"))
        {
            return false;
        }

        SchemaKeywords.Add(schema, keyword, value);
        return true;
    }

    private static bool TryAddRange(JsonObject schema, IBetweenValidator between)
    {
        if (!SchemaKeywords.IsNumeric(schema) || Number(between.From) is not { } from || Number(between.To) is not { } to)
        {
            return false;
        }

        var isInclusive = between is IInclusiveBetweenValidator;
        SchemaKeywords.Add(schema, isInclusive ? "minimum" : "exclusiveMinimum", from);
        SchemaKeywords.Add(schema, isInclusive ? "maximum" : "exclusiveMaximum", to);
        return true;
    }

    private static bool TryAddBound(JsonObject schema, IComparisonValidator comparison, JsonTypeInfo contract, bool isSensitive)
    {
        if (comparison.Comparison is Comparison.NotEqual)
        {
            return !isSensitive && Constant(comparison, contract) is { } other && Added(schema, "not", new JsonObject { ["const"] = other });
        }

        var keyword = comparison.Comparison switch
        {
            Comparison.GreaterThan => "exclusiveMinimum",
            Comparison.GreaterThanOrEqual => "minimum",
            Comparison.LessThan => "exclusiveMaximum",
            Comparison.LessThanOrEqual => "maximum",
            _ => null,
        };
        return keyword is not null && SchemaKeywords.IsNumeric(schema) && ConstantOf(comparison) is { } value
            && Number(value) is { } number && Added(schema, keyword, number);
    }

    private static bool TryAddConstant(JsonObject schema, IEqualValidator equal, JsonTypeInfo contract)
        => Constant(equal, contract) is { } value && Added(schema, "const", value);

    private static bool TryAddNames(JsonObject schema, IPropertyValidator rule)
    {
        if (RuleReflection.Read(rule, "_enumNames") is not string[] names || RuleReflection.Read(rule, "_caseSensitive") is not true)
        {
            return false;
        }

        return Added(schema, "enum", new JsonArray([.. names.Select(static name => (JsonNode)name)]));
    }

    private static bool Added(JsonObject schema, string keyword, JsonNode value)
    {
        SchemaKeywords.Add(schema, keyword, value);
        return true;
    }

    /// <summary>The value a rule compares with, unless it is another member, computed, or compared in a way of its own.</summary>
    private static object? ConstantOf(IComparisonValidator comparison)
        => comparison.MemberToCompare is not null
            || RuleReflection.Read(comparison, "_func") is not null
            || !(RuleReflection.Read(comparison, "_comparer") ?? StringComparer.Ordinal).Equals(StringComparer.Ordinal)
            || RuleReflection.Read(comparison, "_valueToCompareFuncForNullables") is not null
            ? null
            : comparison.ValueToCompare;

    private static JsonNode? Constant(IComparisonValidator comparison, JsonTypeInfo contract)
        => ConstantOf(comparison) is { } value && contract.Options.TryGetTypeInfo(value.GetType(), out var info)
            ? JsonSerializer.SerializeToNode(value, info)
            : null;

    private static JsonNode? Number(object value) => value switch
    {
        double number => double.IsFinite(number) ? number : null,
        float number => float.IsFinite(number) ? number : null,
        _ => Type.GetTypeCode(value.GetType()) is >= TypeCode.SByte and <= TypeCode.UInt64 or TypeCode.Decimal
            ? Convert.ToDecimal(value, CultureInfo.InvariantCulture)
            : null,
    };
}
