using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Content;

/// <summary>Counts the syllables of words.</summary>
internal static class SyllableCounter
{
    private static readonly string[] GermanPairs = ["aa", "ai", "au", "ee", "ei", "eu", "ie", "oo", "äu", "ey", "ay"];

    /// <summary>Counts one word, which may have hyphens; they join words.</summary>
    public static int Count(string word, string language)
    {
        var lower = word.ToLowerInvariant();
        if (language == "de")
        {
            return German(lower);
        }

        var plain = Fold(lower);
        return language == "en" ? EnglishSyllables.Count(plain) : VowelGroups(plain);
    }

    private static int German(string word)
    {
        var count = 0;
        for (var at = 0; at < word.Length; at++)
        {
            if (!"aeiouyäöü".Contains(word[at], StringComparison.Ordinal))
            {
                continue;
            }

            count++;
            at += at + 1 < word.Length && GermanPairs.Contains(word.Substring(at, 2)) ? 1 : 0;
        }

        return Math.Max(1, count);
    }

    private static int VowelGroups(string word)
    {
        var count = 0;
        for (var at = 0; at < word.Length; at++)
        {
            count += "aeiouy".Contains(word[at], StringComparison.Ordinal) && (at == 0 || !"aeiouy".Contains(word[at - 1], StringComparison.Ordinal)) ? 1 : 0;
        }

        return Math.Max(1, count);
    }

    private static string Fold(string word)
    {
        if (Ascii.IsValid(word))
        {
            return word;
        }

        var text = new StringBuilder(word.Length);
        foreach (var letter in word.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }
}
