using System.Text;
using System.Text.RegularExpressions;

namespace BotKit.Handlers.Content;

/// <summary>Words and sentences of a text.</summary>
internal static partial class TextWords
{
    /// <summary>
    /// The words: what stands between blanks, without punctuation. Apostrophes stay only in contractions; a hyphen joins two words
    /// into one.
    /// </summary>
    public static IEnumerable<(string Word, string Source)> Of(string text)
    {
        foreach (var range in Chunks(text))
        {
            var word = Clean(range);
            if (word.Length > 0)
            {
                yield return (word, range);
            }
        }
    }

    /// <summary>What stands between blanks.</summary>
    public static string[] Chunks(string text) => text.Replace('\u2019', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How many sentences there are: those of more than two words, and at least one where there is any text.</summary>
    public static int Sentences(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        var count = 0;
        foreach (var match in Sentence().EnumerateMatches(text))
        {
            count += Of(text.Substring(match.Index, match.Length)).Skip(2).Any() ? 1 : 0;
        }

        return Math.Max(1, count);
    }

    /// <summary>A word without its punctuation; empty when there is nothing else.</summary>
    public static string Clean(string chunk)
    {
        var word = new StringBuilder(chunk.Length);
        for (var at = 0; at < chunk.Length; at++)
        {
            var letter = chunk[at];
            if (letter == '\'' ? IsContraction(chunk.AsSpan(at + 1)) : IsWordLetter(letter))
            {
                word.Append(letter);
            }
        }

        return word.ToString();
    }

    public static bool IsWordLetter(char letter) => char.IsLetterOrDigit(letter) || letter == '_' || char.IsSurrogate(letter) || IsMark(letter);

    private static bool IsMark(char letter)
        => char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private static bool IsContraction(ReadOnlySpan<char> rest)
        => rest.Length > 0 && (rest[0] is 't' or 's' or 'd'
            || rest.StartsWith("ve", StringComparison.Ordinal) || rest.StartsWith("ll", StringComparison.Ordinal) || rest.StartsWith("re", StringComparison.Ordinal));

    /// <summary>Marks that end sentences: Latin, Arabic, Urdu, Hindi, Chinese and Japanese ones.</summary>
    [GeneratedRegex(@"\b[^.!?\u061F\u06D4\u0964\u3002\uFF01\uFF1F]+[.!?\u061F\u06D4\u0964\u3002\uFF01\uFF1F]*")]
    private static partial Regex Sentence();
}
