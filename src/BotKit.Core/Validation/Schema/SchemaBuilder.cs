using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Validation;

/// <summary>Builds one schema document, walking contract and rules side by side.</summary>
internal sealed class SchemaBuilder
{
    private const int MaxObjects = 1_000;
    private readonly SchemaDefinitions _definitions = new();
    private int _objects;

    /// <summary>The schema of an input.</summary>
    public JsonObject Document(JsonTypeInfo input, NodeRules rules)
    {
        var place = new SchemaPlace("This input", JsonNamingPolicy.CamelCase.ConvertName, IsNullable: false, IsSensitive: false);
        var schema = Value(input, rules, place);
        if (_definitions.Definitions.Count > 0)
        {
            schema["$defs"] = _definitions.Definitions;
        }

        return schema;
    }

    /// <summary>The schema of a value, with what rules ask of it.</summary>
    public JsonObject Value(JsonTypeInfo contract, NodeRules rules, SchemaPlace place)
    {
        if (Nullable.GetUnderlyingType(contract.Type) is { } underlying && contract.Options.TryGetTypeInfo(underlying, out var inner))
        {
            contract = inner;
        }

        var schema = SchemaKeywords.WithNull(Shape(contract, rules, place), place.IsNullable);
        place.Apply(schema, rules.Rules, contract);
        if (contract.Kind is JsonTypeInfoKind.None or JsonTypeInfoKind.Enumerable)
        {
            // Of a text its length, of a list its count, ...
            place.Describe(schema, rules.RulesOutside([PendingRule.Item]));
        }

        return schema;
    }

    private JsonObject Shape(JsonTypeInfo contract, NodeRules rules, SchemaPlace place)
    {
        if (contract.Kind is JsonTypeInfoKind.None || !_definitions.IsRecursive(contract))
        {
            return Write(contract, rules, place);
        }

        var reference = _definitions.Reference(contract.Type, rules, whole => Write(contract, whole, place));
        place.Describe(reference, rules.RulesFromOutside());
        return reference;
    }

    private JsonObject Write(JsonTypeInfo contract, NodeRules rules, SchemaPlace place) => contract.Kind switch
    {
        JsonTypeInfoKind.Enumerable => Items(contract, rules),
        JsonTypeInfoKind.Dictionary => Entries(contract, rules, place),
        // Types that hold others many times over grow by multiplication.
        JsonTypeInfoKind.Object => ++_objects > MaxObjects ? new JsonObject { ["type"] = "object" } : Members(contract, rules),
        _ => SchemaLeaf.Of(contract),
    };

    private JsonObject Items(JsonTypeInfo contract, NodeRules rules)
    {
        var schema = new JsonObject { ["type"] = "array" };
        if (contract.ElementType is { } type && contract.Options.TryGetTypeInfo(type, out var item))
        {
            var inside = rules.Inside(PendingRule.Item);
            schema["items"] = Value(item, inside, SchemaPlace.Item(type, inside));
        }

        return schema;
    }

    private JsonObject Entries(JsonTypeInfo contract, NodeRules rules, SchemaPlace place)
    {
        var schema = new JsonObject { ["type"] = "object" };
        // Rules see entries as pairs of key and value.
        var pairs = rules.Inside(PendingRule.Item);
        if (contract.ElementType is { } type && contract.Options.TryGetTypeInfo(type, out var value))
        {
            var inside = pairs.Inside("Value");
            schema["additionalProperties"] = Value(value, inside, SchemaPlace.Item(type, inside));
        }

        place.Describe(schema, [.. pairs.Rules, .. pairs.RulesOutside(["Value"]), .. rules.RulesOutside([PendingRule.Item])]);
        return schema;
    }

    private JsonObject Members(JsonTypeInfo contract, NodeRules rules)
        => contract.PolymorphismOptions is { } polymorphism
            ? Choices(contract, polymorphism, rules)
            : new ObjectSchema(this, contract, rules).Build();

    private JsonObject Choices(JsonTypeInfo contract, JsonPolymorphismOptions polymorphism, NodeRules rules)
    {
        var choices = new JsonArray();
        foreach (var derived in polymorphism.DerivedTypes)
        {
            if (contract.Options.TryGetTypeInfo(derived.DerivedType, out var choice))
            {
                var discriminator = derived.TypeDiscriminator is null ? null : polymorphism.TypeDiscriminatorPropertyName;
                choices.Add((JsonNode)new ObjectSchema(this, choice, rules.As(derived.DerivedType), discriminator, derived.TypeDiscriminator).Build());
            }
        }

        if (!contract.Type.IsAbstract && polymorphism.DerivedTypes.All(derived => derived.DerivedType != contract.Type))
        {
            choices.Add((JsonNode)new ObjectSchema(this, contract, rules.As(contract.Type)).Build());
        }

        return new JsonObject { ["oneOf"] = choices };
    }
}
