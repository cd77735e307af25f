using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using BotKit.Json;

namespace BotKit.Validation;

/// <summary>The schema of an object: its members, which of them must be present, and no others.</summary>
internal sealed class ObjectSchema(
    SchemaBuilder builder, JsonTypeInfo contract, NodeRules rules, string? discriminator = null, object? discriminatorValue = null)
{
    private readonly ContractMembers _members = new(contract);
    private readonly AbsentValue _absent = new(contract);
    private readonly Dictionary<string, string> _names = [];

    public JsonObject Build()
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        if (discriminator is not null)
        {
            properties[discriminator] = new JsonObject { ["const"] = discriminatorValue is int number ? number : (string)discriminatorValue! };
            required.Add((JsonNode)discriminator);
        }

        foreach (var property in contract.Properties)
        {
            if (!property.IsExtensionData)
            {
                _names[MemberNames.NameOf(property)] = property.Name;
            }
        }

        foreach (var property in contract.Properties)
        {
            if (!property.IsExtensionData)
            {
                var inside = rules.Inside(MemberNames.NameOf(property));
                properties[property.Name] = Member(property, inside);
                if (_absent.IsRequired(property, inside))
                {
                    required.Add((JsonNode)property.Name);
                }
            }
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        if (!_members.AllowsUnknown)
        {
            schema["additionalProperties"] = false;
        }

        Place("This object", false, false).Describe(schema, rules.RulesOutside(_names.Keys));
        return schema;
    }

    private JsonObject Member(JsonPropertyInfo property, NodeRules inside)
    {
        var isSensitive = SensitiveMembers.IsSensitive(property);
        var isRead = ContractMembers.IsRead(property);
        var description = Description(property);
        var place = Place(property.Name, ContractMembers.AllowsNull(property) && !inside.RefusesNull, isSensitive);
        var schema = Schema(property, inside, place);
        if (description is not null)
        {
            schema["description"] = (string?)schema["description"] is { } rest ? $"{description} {rest}" : description;
        }

        if (isSensitive)
        {
            schema["writeOnly"] = true;
        }
        else if (!isRead)
        {
            schema["readOnly"] = true;
        }
        else if (Default(property) is { } value)
        {
            schema["default"] = value;
        }

        return schema;
    }

    private JsonObject Schema(JsonPropertyInfo property, NodeRules inside, SchemaPlace place)
    {
        if (_members.IsReadPlainly(property) && contract.Options.TryGetTypeInfo(property.PropertyType, out var info))
        {
            return builder.Value(info, inside, place);
        }

        var schema = SchemaLeaf.Of(contract, property);
        place.Apply(schema, inside.Rules, contract);
        return schema;
    }

    private SchemaPlace Place(string name, bool isNullable, bool isSensitive)
        => new(name, member => _names.GetValueOrDefault(member) ?? JsonNamingPolicy.CamelCase.ConvertName(member), isNullable, isSensitive);

    private static JsonNode? Default(JsonPropertyInfo property)
        => property.AssociatedParameter is { HasDefaultValue: true, DefaultValue: { } value }
            && property.CustomConverter is null
            && property.Options.TryGetTypeInfo(property.PropertyType, out var info)
            ? JsonSerializer.SerializeToNode(value, info)
            : null;

    private static string? Description(JsonPropertyInfo property)
        => property.AttributeProvider is MemberInfo member ? member.GetCustomAttribute<DescriptionAttribute>(inherit: true)?.Description : null;
}
