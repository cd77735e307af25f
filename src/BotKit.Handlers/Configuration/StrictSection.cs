using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;

namespace BotKit.Handlers.Configuration;

/// <summary>
/// Reads parts of a section strictly, by JSON contracts. An unknown key or a value of the wrong type becomes an error and is left out, so
/// that all errors show at once.
/// </summary>
/// <param name="contracts">What <see cref="Contracts"/> made.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class StrictSection(JsonSerializerOptions contracts, List<string> errors)
{
    /// <summary>The contracts of a context, for texts as a configuration has them.</summary>
    public static JsonSerializerOptions Contracts(JsonSerializerContext context) => new(context.Options)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new BooleanTextConverter() },
    };

    public T? Read<T>(IConfigurationSection section) => Read<T>(section, JsonOf(section));

    public T? Read<T>(IConfigurationSection section, JsonNode? json)
    {
        for (var first = true; ; first = false)
        {
            string? path;
            try
            {
                return (T?)json.Deserialize(contracts.GetTypeInfo(typeof(T)));
            }
            catch (Exception failure) when (failure is JsonException or NotSupportedException)
            {
                path = (failure as JsonException)?.Path;
            }

            // The serializer's own text may repeat a value, and a value may be a secret.
            var isLeftOut = JsonPlace.Remove(json, path, out var keys);
            if (isLeftOut || first)
            {
                errors.Add($"{PathOf(section, keys)} is not a setting, lacks one, or has a value of the wrong type.");
            }

            if (!isLeftOut)
            {
                return default;
            }
        }
    }

    // As it was written, so that it is found again.
    private static string PathOf(IConfigurationSection section, IEnumerable<string> keys)
        => keys.Aggregate(section, static (parent, key) => parent.GetChildren().FirstOrDefault(child => child.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? parent.GetSection(key)).Path;

    public static JsonNode? JsonOf(IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0)
        {
            return section.Value is null ? null : JsonValue.Create(section.Value);
        }

        return children.TrueForAll(static child => int.TryParse(child.Key, out _))
            ? new JsonArray([.. children.OrderBy(static child => int.Parse(child.Key, CultureInfo.InvariantCulture)).Select(JsonOf)])
            : new JsonObject(children.Select(static child => KeyValuePair.Create(char.ToLowerInvariant(child.Key[0]) + child.Key[1..], JsonOf(child))));
    }
}
