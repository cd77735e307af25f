using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Blanks secrets in what a server sends back, so that one that repeats them does not write them into the journal.</summary>
internal static class SecretMask
{
    private const string Mask = "***";

    public static JsonNode? Apply(JsonNode? node, IReadOnlyList<string> secrets)
    {
        if (secrets.Count == 0)
        {
            return node;
        }

        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToArray())
                {
                    members.Remove(name);
                    members[Apply(name, secrets)] = Apply(value, secrets);
                }

                return members;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    var item = items[i];
                    if (Apply(item, secrets) is var masked && !ReferenceEquals(masked, item))
                    {
                        items[i] = masked;
                    }
                }

                return items;
            default:
                return HttpTaskHeaders.Text(node) is { } text && Apply(text, secrets) is var shown && !ReferenceEquals(shown, text) ? JsonValue.Create(shown) : node;
        }
    }

    public static string Apply(string text, IReadOnlyList<string> secrets)
    {
        foreach (var secret in secrets)
        {
            text = text.Contains(secret, StringComparison.Ordinal) ? text.Replace(secret, Mask, StringComparison.Ordinal) : text;
        }

        return text;
    }
}
