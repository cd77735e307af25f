using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;

namespace BotKit.Handlers.Analytics;

/// <summary>
/// Reads the section <c>Analytics</c> strictly, by the contracts of inputs, so that a definition reads the same in both. An unknown key or a
/// value of the wrong type becomes an error; each part is read by itself, so that all errors show at once.
/// </summary>
internal static class AnalyticsConfiguration
{
    private static readonly JsonSerializerOptions Strict = new(AnalyticsJson.Default.Options)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new BooleanTextConverter(), new JsonStringEnumConverter<TimeGrain>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static void Read(IConfiguration section, AnalyticsOptions options)
    {
        foreach (var child in section.GetChildren())
        {
            switch (child.Key.ToUpperInvariant())
            {
                case "DATASETS": ReadAll(child, options.Datasets, named: false, options.ConfigurationErrors); break;
                case "KPIS": ReadAll(child, options.Kpis, named: true, options.ConfigurationErrors); break;
                case "REPORTS": ReadAll(child, options.Reports, named: false, options.ConfigurationErrors); break;
                case "RECIPIENTS": ReadAll(child, options.Recipients, named: false, options.ConfigurationErrors); break;
                case "MAXROWS":
                    if (Read<long?>(child, JsonOf(child), options.ConfigurationErrors) is { } maxRows)
                    {
                        options.MaxRows = maxRows;
                    }

                    break;
                default: options.ConfigurationErrors.Add($"{child.Path} is not a setting of the analytics bot."); break;
            }
        }
    }

    private static void ReadAll<T>(IConfigurationSection section, IDictionary<string, T> values, bool named, List<string> errors)
        where T : class
    {
        foreach (var child in section.GetChildren())
        {
            var json = JsonOf(child);
            if (named && json is JsonObject definition && !definition.ContainsKey("name") && !definition.ContainsKey("Name"))
            {
                definition["name"] = child.Key;
            }

            if (Read<T>(child, json, errors) is { } value)
            {
                values[child.Key] = value;
            }
        }
    }

    private static T? Read<T>(IConfigurationSection section, JsonNode? json, List<string> errors)
    {
        try
        {
            return (T?)json.Deserialize(Strict.GetTypeInfo(typeof(T)));
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            // The serializer's own text may repeat a value, and a value may be a secret.
            var path = (failure as JsonException)?.Path is { Length: > 2 } inner ? section.Path + ":" + inner[2..].Replace('.', ':') : section.Path;
            errors.Add($"{path} is not a setting, lacks one, or has a value of the wrong type.");
            return default;
        }
    }

    private static JsonNode? JsonOf(IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0)
        {
            return section.Value is null ? null : JsonValue.Create(section.Value);
        }

        return children.TrueForAll(static child => int.TryParse(child.Key, out _))
            ? new JsonArray([.. children.OrderBy(static child => int.Parse(child.Key, System.Globalization.CultureInfo.InvariantCulture)).Select(JsonOf)])
            : new JsonObject(children.Select(static child => KeyValuePair.Create(char.ToLowerInvariant(child.Key[0]) + child.Key[1..], JsonOf(child))));
    }
}
