using System.Text;

namespace BotKit.Handlers.Content;

/// <summary>Plain text as Markdown that shows it as it is.</summary>
internal static class MarkdownEscape
{
    private const string Special = "\\`*_[]<>#|~&!";

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        // Many blanks at the start of a line would make code of it, where nothing can be escaped.
        var start = text.TakeWhile(static letter => letter == ' ' || char.IsControl(letter)).Count();
        escaped.Append(' ', start > 0 ? 1 : 0);
        var digits = start;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        for (var at = start; at < text.Length; at++)
        {
            // A list or a line under a heading begins with one of these; a number of a list ends with one.
            var begins = (at == start && text[at] is '-' or '+' or '=') || (digits > start && at == digits && text[at] is '.' or ')');
            if (begins || Special.Contains(text[at], StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(char.IsControl(text[at]) ? ' ' : text[at]);
        }

        return escaped.ToString();
    }

    public static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            at += text[at] == '\\' && at + 1 < text.Length && char.IsAscii(text[at + 1]) && char.IsPunctuation(text[at + 1]) | char.IsSymbol(text[at + 1]) ? 1 : 0;
            plain.Append(text[at]);
        }

        return plain.ToString();
    }
}
