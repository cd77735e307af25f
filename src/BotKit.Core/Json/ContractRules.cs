using System.Text.Json.Serialization.Metadata;

namespace BotKit.Json;

/// <summary>What BotKit changes in every contract: read more strictly than the serializer, written less strictly.</summary>
internal static class ContractRules
{
    /// <summary>Makes members that are ignored unknown ones: the serializer alone would take them and forget their values.</summary>
    public static void DropIgnored(JsonTypeInfo info)
    {
        if (info.Kind is not JsonTypeInfoKind.Object)
        {
            return;
        }

        for (var index = info.Properties.Count - 1; index >= 0; index--)
        {
            if (IsIgnored(info.Properties[index]))
            {
                info.Properties.RemoveAt(index);
            }
        }
    }

    /// <summary>Lets null be written where it should not be. Only reading is strict: what a bot returned must not be lost for it.</summary>
    public static void WriteNulls(JsonTypeInfo info)
    {
        foreach (var property in info.Kind is JsonTypeInfoKind.Object ? info.Properties : [])
        {
            if (!property.PropertyType.IsValueType)
            {
                property.IsGetNullable = true;
            }
        }
    }

    private static bool IsIgnored(JsonPropertyInfo property)
        => property is { Get: null, Set: null, AssociatedParameter: null, IsExtensionData: false };
}
