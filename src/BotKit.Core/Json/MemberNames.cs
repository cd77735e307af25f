using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Json;

/// <summary>The name of a contract's member in code.</summary>
internal static class MemberNames
{
    public static string NameOf(JsonPropertyInfo property)
        => property.AttributeProvider is MemberInfo member ? member.Name : property.Name;
}
