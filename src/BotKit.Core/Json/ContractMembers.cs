using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Json;

/// <summary>The members of an object's contract, as a reader of JSON meets them.</summary>
internal sealed class ContractMembers
{
    private readonly Dictionary<string, JsonPropertyInfo> _byName;
    private readonly JsonNumberHandling? _numberHandling;

    public ContractMembers(JsonTypeInfo info)
    {
        _byName = new Dictionary<string, JsonPropertyInfo>(info.Properties.Count, StringComparer.Ordinal);
        _numberHandling = info.NumberHandling;
        var unmapped = info.UnmappedMemberHandling ?? info.Options.UnmappedMemberHandling;
        AllowsUnknown = unmapped is JsonUnmappedMemberHandling.Skip;
        foreach (var property in info.Properties)
        {
            if (property.IsExtensionData)
            {
                AllowsUnknown = true;
            }
            else
            {
                _byName[property.Name] = property;
                if (property.IsRequired)
                {
                    Required.Add(property);
                }
            }
        }
    }

    public bool AllowsUnknown { get; }

    public List<JsonPropertyInfo> Required { get; } = [];

    public bool TryGet(string name, [NotNullWhen(true)] out JsonPropertyInfo? property) => _byName.TryGetValue(name, out property);

    /// <summary>Whether a value of the member is read, rather than skipped because the member is computed.</summary>
    public static bool IsRead(JsonPropertyInfo property) => property.Set is not null || property.AssociatedParameter is not null;

    /// <summary>Whether JSON null is a value of the member.</summary>
    public static bool AllowsNull(JsonPropertyInfo property) => property.AssociatedParameter?.IsNullable ?? property.IsSetNullable;

    /// <summary>Whether the member is read as its type is elsewhere: by no converter of its own, and numbers only from numbers.</summary>
    public bool IsReadPlainly(JsonPropertyInfo property)
        => property.CustomConverter is null && (property.NumberHandling ?? _numberHandling) is null or JsonNumberHandling.Strict;
}
