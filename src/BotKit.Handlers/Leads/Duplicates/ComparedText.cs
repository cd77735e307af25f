using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Leads;

/// <summary>Values in the form in which they are compared: what people write in different ways is left out.</summary>
internal static class ComparedText
{
    public const int MaxLength = 120;

    public static string Of(ColumnKind kind, string? value)
    {
        if (MissingWords.Clean(value) is not { } text)
        {
            return "";
        }

        text = text.Length > MaxLength ? text[..MaxLength] : text;
        return kind switch
        {
            ColumnKind.Digits => Digits(text),
            ColumnKind.Email => Email(text),
            _ => Words(text),
        };
    }

    /// <summary>Letters and digits in small letters without accents, other characters as one blank.</summary>
    private static string Words(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Append(words, rune);
        }

        return words.ToString().TrimEnd();
    }

    private static void Append(StringBuilder words, Rune rune)
    {
        if (rune.IsAscii)
        {
            var character = (char)rune.Value;
            if (char.IsAsciiLetterOrDigit(character))
            {
                words.Append(char.ToLowerInvariant(character));
            }
            else if (character != '\'' && words.Length > 0 && words[^1] != ' ')
            {
                words.Append(' ');
            }

            return;
        }

        foreach (var part in UnicodeForm.Of(rune.ToString(), NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(part))
            {
                words.Append(part.Value == 'ß' ? "ss" : Rune.ToLowerInvariant(part).ToString());
            }
            else if (Rune.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark && words.Length > 0 && words[^1] != ' ')
            {
                words.Append(' ');
            }
        }
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    /// <summary>The mailbox: without what comes behind a plus, and at Gmail without dots.</summary>
    private static string Email(string text)
    {
        var address = text.ToLowerInvariant();
        var at = address.LastIndexOf('@');
        if (at <= 0)
        {
            return address;
        }

        var (local, domain) = (address[..at], address[(at + 1)..]);
        local = local.IndexOf('+') is > 0 and var plus ? local[..plus] : local;
        return domain is "gmail.com" or "googlemail.com" ? local.Replace(".", "", StringComparison.Ordinal) + "@gmail.com" : local + "@" + domain;
    }
}
