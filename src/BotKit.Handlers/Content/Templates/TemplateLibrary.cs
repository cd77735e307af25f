using System.Collections.Frozen;

namespace BotKit.Handlers.Content.Templates;

/// <summary>The templates of the options, and the starter templates of the assembly.</summary>
internal sealed class TemplateLibrary(ContentSettings settings)
{
    private const string Prefix = "BotKit.Handlers.Content.Templates.";

    private static readonly Lazy<FrozenDictionary<string, string>> Starters = new(Load);

    public static IEnumerable<string> StarterNames => Starters.Value.Keys;

    public string? Find(string name)
        => settings.Options.Templates.TryGetValue(name, out var own) ? own : Starters.Value.GetValueOrDefault(name);

    /// <exception cref="BotException">There is no such template.</exception>
    public string Get(string name)
        => Find(name) ?? throw ContentFailure.Of(ContentErrorCodes.TemplateUnknown, $"There is no template '{name}'.");

    public IEnumerable<(string Name, string Source)> All()
        => settings.Options.Templates.Select(static own => (own.Key, own.Value)).Concat(Starters.Value.Select(static starter => (starter.Key, starter.Value)));

    public static string NameOf(ContentKind kind, string language) => $"{language}-" + kind switch
    {
        ContentKind.BlogPost => "blog-post",
        ContentKind.Newsletter => "newsletter",
        ContentKind.VideoDescription => "video-description",
        ContentKind.SocialCopy => "social-copy",
        _ => "press-note",
    };

    private static FrozenDictionary<string, string> Load()
    {
        var templates = new Dictionary<string, string>(StringComparer.Ordinal);
        var assembly = typeof(TemplateLibrary).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            templates[resource[Prefix.Length..^".liquid".Length]] = reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
        }

        return templates.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
