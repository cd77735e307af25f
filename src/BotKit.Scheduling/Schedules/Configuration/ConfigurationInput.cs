using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotKit.Json;
using Microsoft.Extensions.Configuration;

namespace BotKit.Scheduling.Schedules;

/// <summary>
/// Makes JSON again of what configuration has flattened to texts: what was a number, a flag, a list or a text there follows from the
/// contract of the bot's input. What the contract does not know is written as it looks, and refused where it is bound.
/// </summary>
internal static class ConfigurationInput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1_000 };

    public static byte[] Write(IConfigurationSection section, JsonTypeInfo? contract)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            WriteValue(writer, section, contract);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, IConfigurationSection section, JsonTypeInfo? contract, bool mayBeNull = false)
    {
        IConfigurationSection[] children = [.. section.GetChildren()];
        if (children.Length == 0)
        {
            ConfigurationLeaf.Write(writer, section.Value, contract, mayBeNull);
        }
        else if (IsList(children, contract))
        {
            writer.WriteStartArray();
            var element = Find(contract, contract?.Kind is JsonTypeInfoKind.Enumerable ? contract.ElementType : null);
            foreach (var child in children)
            {
                WriteValue(writer, child, element, mayBeNull: true);
            }

            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStartObject();
            WriteMembers(writer, children, contract);
            writer.WriteEndObject();
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, IConfigurationSection[] children, JsonTypeInfo? contract)
    {
        var choice = contract?.PolymorphismOptions is { } options ? Choose(children, options) : null;
        if (choice is { } chosen)
        {
            WriteDiscriminator(writer, contract!.PolymorphismOptions!.TypeDiscriminatorPropertyName, chosen.Type.TypeDiscriminator);
            contract = Find(contract, chosen.Type.DerivedType);
        }

        var value = contract?.Kind is JsonTypeInfoKind.Dictionary ? Find(contract, contract.ElementType) : null;
        foreach (var child in children)
        {
            if (choice?.Member == child)
            {
                continue;
            }

            var property = contract?.Kind is JsonTypeInfoKind.Object ? PropertyOf(contract, child.Key) : null;
            writer.WritePropertyName(property?.Name ?? child.Key);
            WriteValue(
                writer,
                child,
                property is null ? value : property.CustomConverter is null ? Find(contract, property.PropertyType) : null,
                property?.IsSetNullable ?? true);
        }
    }

    private static (IConfigurationSection Member, JsonDerivedType Type)? Choose(IConfigurationSection[] children, JsonPolymorphismOptions options)
    {
        foreach (var child in children)
        {
            if (string.Equals(child.Key, options.TypeDiscriminatorPropertyName, StringComparison.OrdinalIgnoreCase))
            {
                foreach (var type in options.DerivedTypes)
                {
                    if (string.Equals(type.TypeDiscriminator?.ToString(), child.Value, StringComparison.Ordinal))
                    {
                        return (child, type);
                    }
                }
            }
        }

        return null;
    }

    private static void WriteDiscriminator(Utf8JsonWriter writer, string name, object? discriminator)
    {
        if (discriminator is int number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteString(name, discriminator?.ToString());
        }
    }

    private static bool IsList(IConfigurationSection[] children, JsonTypeInfo? contract)
    {
        if (contract?.Kind is JsonTypeInfoKind.Dictionary)
        {
            return false;
        }

        for (var i = 0; i < children.Length; i++)
        {
            if (!int.TryParse(children[i].Key, out var index) || index != i)
            {
                return false;
            }
        }

        return true;
    }

    // As configuration finds keys: whatever the case, but exactly first.
    private static JsonPropertyInfo? PropertyOf(JsonTypeInfo contract, string key)
    {
        JsonPropertyInfo? found = null;
        foreach (var property in contract.Properties)
        {
            if (string.Equals(property.Name, key, StringComparison.Ordinal))
            {
                return property;
            }

            found ??= string.Equals(property.Name, key, StringComparison.OrdinalIgnoreCase) ? property : null;
        }

        return found;
    }

    private static JsonTypeInfo? Find(JsonTypeInfo? contract, Type? type) => contract is null || type is null ? null : BotJson.Find(contract.Options, type);
}
