using System.ComponentModel.DataAnnotations;
using BotKit.Handlers.Content;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers;

/// <summary>What the content bot writes with and by which rules.</summary>
public sealed class ContentOptions
{
    /// <summary>Brand voices by name: small letters, digits and hyphens. Default none.</summary>
    public IDictionary<string, ContentVoice> Voices { get; } = new Dictionary<string, ContentVoice>(StringComparer.Ordinal);

    /// <summary>
    /// Liquid templates for <c>render</c> by name: small letters, digits and hyphens; a template includes another by its name. One that is named
    /// like a starter template, such as <c>en-blog-post</c>, takes its place. Default none.
    /// </summary>
    public IDictionary<string, string> Templates { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What templates may use up.</summary>
    [ValidateObjectMembers]
    public ContentTemplateOptions Limits { get; set; } = new();

    /// <summary>What the gates ask for.</summary>
    [ValidateObjectMembers]
    public ContentGateOptions Gates { get; set; } = new();

    /// <summary>How a model is asked.</summary>
    [ValidateObjectMembers]
    public ContentModelOptions Model { get; set; } = new();

    /// <summary>What a model may use up.</summary>
    [ValidateObjectMembers]
    public ContentBudgetOptions Budget { get; set; } = new();

    /// <summary>How many pieces of each language are remembered to notice others like them, 0 to 5,000; the oldest go. Default 1,000.</summary>
    [Range(0, 5000)]
    public int RememberPieces { get; set; } = ContentDefaults.RememberPieces;

    /// <summary>What was wrong with the configuration these options were read from; reported together with broken rules.</summary>
    internal List<string> ConfigurationErrors { get; } = [];
}
