using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BotKit.Handlers.Leads;

/// <summary>Reads the section <c>Leads</c> strictly: unknown keys and values of the wrong type become errors, all of them at once.</summary>
internal static class LeadConfiguration
{
    public static void Read(IConfiguration section, LeadOptions options)
    {
        foreach (var child in section.GetChildren())
        {
            switch (child.Key.ToUpperInvariant())
            {
                case "MAXTRAININGROWS": options.MaxTrainingRows = Parse(child, options.MaxTrainingRows); break;
                case "MAXDEDUPLICATIONROWS": options.MaxDeduplicationRows = Parse(child, options.MaxDeduplicationRows); break;
                case "KEEPMODELS": options.KeepModels = Parse(child, options.KeepModels); break;
                default: options.ConfigurationErrors.Add($"{child.Path} is not a setting of the lead bot."); break;
            }
        }

        int Parse(IConfigurationSection child, int otherwise)
        {
            if (int.TryParse(child.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return value;
            }

            options.ConfigurationErrors.Add($"{child.Path} is not a whole number.");
            return otherwise;
        }
    }
}
