using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Validation;

/// <summary>Where a value stands, as far as its schema depends on it.</summary>
/// <param name="Name">What the value is called in sentences.</param>
/// <param name="NameOf">Names other members of the same object in JSON.</param>
/// <param name="IsNullable">Whether null is allowed here.</param>
/// <param name="IsSensitive">Whether the value is sensitive.</param>
internal sealed record SchemaPlace(string Name, Func<string, string> NameOf, bool IsNullable, bool IsSensitive)
{
    /// <summary>An item of a collection; contracts do not say whether those of reference types may be null.</summary>
    public static SchemaPlace Item(Type type, NodeRules rules)
        => new("Every item", static name => name, (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null) && !rules.RefusesNull, false);

    /// <summary>Says rules in keywords where they fit, and in words where not.</summary>
    public void Apply(JsonObject schema, IEnumerable<NodeRule> rules, JsonTypeInfo contract)
    {
        foreach (var rule in rules)
        {
            if (rule.IsConditional || !rule.IsAboutThis
                || !RuleKeywords.TryAdd(schema, rule.Component.Validator, contract, IsSensitive))
            {
                Describe(schema, [rule]);
            }
        }
    }

    public void Describe(JsonObject schema, IEnumerable<NodeRule> rules)
    {
        foreach (var rule in rules)
        {
            SchemaKeywords.Describe(schema, RulePhrases.Of(rule, Name, IsSensitive, NameOf));
        }
    }
}
