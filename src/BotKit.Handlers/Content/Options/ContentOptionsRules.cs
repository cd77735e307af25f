using BotKit.Handlers.Content.Templates;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Content;

/// <summary>Checks names, links and templates, and lists every error.</summary>
internal sealed class ContentOptionsRules : IValidateOptions<ContentOptions>
{
    private const int MaxLanguages = 100;

    public ValidateOptionsResult Validate(string? name, ContentOptions options)
    {
        var errors = new List<string>(options.ConfigurationErrors);
        foreach (var (template, source) in options.Templates)
        {
            Require(ContentRules.IsName(template), $"Templates:{template}: the name must have {ContentRules.NameRule}.");
            try
            {
                LiquidEngine.Check(source ?? "");
            }
            catch (DotLiquid.Exceptions.LiquidException failure)
            {
                errors.Add($"Templates:{template} is no template: {failure.Message}");
            }
        }

        foreach (var (voice, settings) in options.Voices)
        {
            Require(ContentRules.IsName(voice), $"Voices:{voice}: the name must have {ContentRules.NameRule}.");
            foreach (var (link, address) in settings.Links)
            {
                Require(ContentRules.IsName(link), $"Voices:{voice}:Links:{link}: the name must have {ContentRules.NameRule}.");
                Require(WebAddress.IsWeb(address), $"Voices:{voice}:Links:{link} must be a whole http or https address.");
            }

            foreach (var texts in new[] { settings.Greeting, settings.SignOff, settings.About })
            {
                Require(texts.Count <= MaxLanguages && texts.Keys.All(static key => key == "*" || ContentRules.IsLanguage(key)), $"Voices:{voice}: texts are by language, two small letters, or '*'.");
            }

            Require(settings.Hashtags.All(static tag => tag.Length > 0 && tag.All(static letter => char.IsLetterOrDigit(letter) || letter == '_')), $"Voices:{voice}:Hashtags have letters, digits and '_'.");
        }

        foreach (var (kind, length) in options.Gates.Words)
        {
            Require(length is { Min: >= 0 } && length.Max >= length.Min, $"Gates:Words:{kind}: Min {length?.Min} must be 0 or more, and Max {length?.Max} not below it.");
        }

        Require(
            options.Gates.MinMetaDescription <= options.Gates.MaxMetaDescription,
            $"Gates:MinMetaDescription {options.Gates.MinMetaDescription} must not be above MaxMetaDescription {options.Gates.MaxMetaDescription}.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Require(bool holds, string message)
        {
            if (!holds)
            {
                errors.Add(message);
            }
        }
    }
}
