using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Json;

/// <summary>Finds members marked <see cref="SensitiveAttribute"/>, and masks them in a contract that only writes.</summary>
internal static class SensitiveMembers
{
    private static readonly MaskConverter Converter = new();

    public static bool IsSensitive(JsonPropertyInfo property) => property.AttributeProvider switch
    {
        // Unlike the provider's own IsDefined, this one sees the attribute of an overridden property.
        MemberInfo member => Attribute.IsDefined(member, typeof(SensitiveAttribute), inherit: true),
        { } provider => provider.IsDefined(typeof(SensitiveAttribute), inherit: true),
        null => false,
    };

    public static void Mask(JsonTypeInfo info)
    {
        if (info.Kind is not JsonTypeInfoKind.Object)
        {
            return;
        }

        foreach (var property in info.Properties)
        {
            if (!IsSensitive(property))
            {
                continue;
            }

            if (property.IsExtensionData)
            {
                property.ShouldSerialize = static (_, _) => false;
            }
            else
            {
                property.NumberHandling = null;
                property.CustomConverter = Converter;
            }
        }
    }
}
