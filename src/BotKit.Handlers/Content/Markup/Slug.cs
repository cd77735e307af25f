using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Content;

/// <summary>The last part of an address.</summary>
internal static class Slug
{
    private const int MaxLength = 80;

    public static string Of(string title, string language)
    {
        var text = title.ToLowerInvariant();
        if (language == "de")
        {
            text = text.Replace("ä", "ae", StringComparison.Ordinal).Replace("ö", "oe", StringComparison.Ordinal).Replace("ü", "ue", StringComparison.Ordinal);
        }

        text = text.Replace("ß", "ss", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).Replace("\u2019", "", StringComparison.Ordinal);
        var slug = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))
            {
                slug.Append(letter);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var whole = slug.ToString().Trim('-');
        if (whole.Length <= MaxLength)
        {
            return whole.Length == 0 ? "piece" : whole;
        }

        var end = whole.LastIndexOf('-', MaxLength);
        return whole[..(end > 0 ? end : MaxLength)];
    }
}
