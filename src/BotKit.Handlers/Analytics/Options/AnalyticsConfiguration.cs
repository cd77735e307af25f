using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BotKit.Handlers.Configuration;
using Microsoft.Extensions.Configuration;

namespace BotKit.Handlers.Analytics;

/// <summary>Reads the section <c>Analytics</c> strictly, by the contracts of inputs, so that a definition reads the same in both.</summary>
internal static class AnalyticsConfiguration
{
    private static readonly JsonSerializerOptions Contracts = new(StrictSection.Contracts(AnalyticsJson.Default))
    {
        Converters = { new JsonStringEnumConverter<TimeGrain>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static void Read(IConfiguration section, AnalyticsOptions options)
    {
        var strict = new StrictSection(Contracts, options.ConfigurationErrors);
        foreach (var child in section.GetChildren())
        {
            switch (child.Key.ToUpperInvariant())
            {
                case "DATASETS": ReadAll(child, options.Datasets, named: false, strict); break;
                case "KPIS": ReadAll(child, options.Kpis, named: true, strict); break;
                case "REPORTS": ReadAll(child, options.Reports, named: false, strict); break;
                case "RECIPIENTS": ReadAll(child, options.Recipients, named: false, strict); break;
                case "MAXROWS": options.MaxRows = strict.Read<long?>(child) ?? options.MaxRows; break;
                default: options.ConfigurationErrors.Add($"{child.Path} is not a setting of the analytics bot."); break;
            }
        }
    }

    private static void ReadAll<T>(IConfigurationSection section, IDictionary<string, T> values, bool named, StrictSection strict)
        where T : class
    {
        foreach (var child in section.GetChildren())
        {
            var json = StrictSection.JsonOf(child);
            if (named && json is JsonObject definition && !definition.ContainsKey("name") && !definition.ContainsKey("Name"))
            {
                definition["name"] = child.Key;
            }

            if (strict.Read<T>(child, json) is { } value)
            {
                values[child.Key] = value;
            }
        }
    }
}
