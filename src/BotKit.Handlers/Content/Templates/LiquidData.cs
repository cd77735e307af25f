using System.Text.Json;
using DotLiquid;

namespace BotKit.Handlers.Content.Templates;

/// <summary>JSON as values of a template. Texts are escaped, so that they show in Markdown as they are.</summary>
internal static class LiquidData
{
    public static Hash Of(IReadOnlyDictionary<string, JsonElement>? data, ContentVoice? voice)
    {
        var hash = new Hash();
        foreach (var (name, value) in data ?? new Dictionary<string, JsonElement>())
        {
            hash[name] = Value(value);
        }

        if (voice is not null)
        {
            var links = new Hash();
            foreach (var (name, address) in voice.Links)
            {
                links[name] = address;
            }

            hash["voice"] = new Hash
            {
                ["brand"] = voice.Brand is null ? null : MarkdownEscape.Escape(voice.Brand),
                ["links"] = links,
                ["hashtags"] = voice.Hashtags.Select(static tag => MarkdownEscape.Escape("#" + tag)).ToList(),
            };
        }

        return hash;
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => MarkdownEscape.Escape(value.GetString()!),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.TryGetDecimal(out var number) ? number : value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.Object => Map(value),
        _ => null,
    };

    private static Hash Map(JsonElement value)
    {
        var hash = new Hash();
        foreach (var member in value.EnumerateObject())
        {
            hash[member.Name] = Value(member.Value);
        }

        return hash;
    }
}
