using System.Text.Json;
using BotKit.Handlers.Configuration;
using Microsoft.Extensions.Configuration;

namespace BotKit.Handlers.Content;

/// <summary>Reads the section <c>Content</c> strictly.</summary>
internal static class ContentConfiguration
{
    private static readonly JsonSerializerOptions Contracts = StrictSection.Contracts(ContentOptionsJson.Default);

    public static void Read(IConfiguration section, ContentOptions options)
    {
        var strict = new StrictSection(Contracts, options.ConfigurationErrors);
        foreach (var child in section.GetChildren())
        {
            switch (child.Key.ToUpperInvariant())
            {
                case "VOICES":
                    foreach (var voice in child.GetChildren())
                    {
                        options.Voices[voice.Key] = strict.Read<ContentVoice>(voice) ?? new ContentVoice();
                    }

                    break;
                case "TEMPLATES":
                    foreach (var template in child.GetChildren())
                    {
                        options.Templates[template.Key] = template.Value ?? "";
                    }

                    break;
                case "LIMITS": options.Limits = strict.Read<ContentTemplateOptions>(child) ?? options.Limits; break;
                case "GATES": options.Gates = strict.Read<ContentGateOptions>(child) ?? options.Gates; break;
                case "MODEL": options.Model = strict.Read<ContentModelOptions>(child) ?? options.Model; break;
                case "BUDGET": options.Budget = strict.Read<ContentBudgetOptions>(child) ?? options.Budget; break;
                case "REMEMBERPIECES": options.RememberPieces = strict.Read<int?>(child) ?? options.RememberPieces; break;
                default: options.ConfigurationErrors.Add($"{child.Path} is not a setting of the content bot."); break;
            }
        }
    }
}
