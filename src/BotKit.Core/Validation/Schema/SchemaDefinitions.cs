using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Validation;

/// <summary>
/// The schemas of recursive types. Each is defined once per set of validators under <c>$defs</c>, by number, since the names of
/// types are nobody's business.
/// </summary>
internal sealed class SchemaDefinitions
{
    private readonly Dictionary<Type, bool> _isRecursive = [];
    private readonly List<(Type Type, NodeRules Rules)> _known = [];

    public JsonObject Definitions { get; } = [];

    /// <summary>Points at the definition of a type, which is made at the first time.</summary>
    public JsonObject Reference(Type type, NodeRules rules, Func<NodeRules, JsonObject> define)
    {
        var index = _known.FindIndex(known => known.Type == type && known.Rules.IsSameInside(rules));
        if (index < 0)
        {
            index = _known.Count;
            var whole = rules.Whole();
            _known.Add((type, whole));
            var name = Name(index);
            // Kept in the order in which they are met; the definition itself may meet others.
            Definitions[name] = null;
            Definitions[name] = define(whole);
        }

        return new JsonObject { ["$ref"] = "#/$defs/" + Name(index) };
    }

    /// <summary>Whether a value of the type may hold another one of it.</summary>
    public bool IsRecursive(JsonTypeInfo contract)
    {
        if (!_isRecursive.TryGetValue(contract.Type, out var isRecursive))
        {
            isRecursive = contract.Kind is JsonTypeInfoKind.Object ? Reaches(contract, contract.Type, []) : IsItsOwnItem(contract);
            _isRecursive.Add(contract.Type, isRecursive);
        }

        return isRecursive;
    }

    private static bool Reaches(JsonTypeInfo from, Type target, HashSet<Type> seen)
    {
        foreach (var type in Inner(from))
        {
            if (type == target || (seen.Add(type) && from.Options.TryGetTypeInfo(type, out var next) && Reaches(next, target, seen)))
            {
                return true;
            }
        }

        return false;
    }

    // A list of objects that hold such lists is written out; the objects are defined.
    private static bool IsItsOwnItem(JsonTypeInfo contract)
    {
        var seen = new HashSet<Type>();
        var item = contract;
        while (item?.ElementType is { } type && item.Options.TryGetTypeInfo(type, out item) && item.Kind is not JsonTypeInfoKind.Object && seen.Add(type))
        {
            if (type == contract.Type)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<Type> Inner(JsonTypeInfo contract)
    {
        if (Nullable.GetUnderlyingType(contract.Type) is { } underlying)
        {
            yield return underlying;
        }

        if (contract.ElementType is { } element)
        {
            yield return element;
        }

        foreach (var property in contract.Properties)
        {
            yield return property.PropertyType;
        }

        foreach (var derived in contract.PolymorphismOptions?.DerivedTypes ?? [])
        {
            if (derived.DerivedType != contract.Type)
            {
                yield return derived.DerivedType;
            }
        }
    }

    private static string Name(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);
}
