using System.Text;

namespace BotKit.Handlers.Content;

/// <summary>Texts as engines and callers give them.</summary>
internal static class ContentText
{
    /// <summary>The same text with a sign for each half of a surrogate pair, which no encoding can hold.</summary>
    public static string Whole(string? text)
    {
        text ??= "";
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && !Rune.TryGetRuneAt(text, at, out _))
            {
                return string.Concat(text.EnumerateRunes());
            }

            at += char.IsHighSurrogate(text[at]) ? 1 : 0;
        }

        return text;
    }
}
