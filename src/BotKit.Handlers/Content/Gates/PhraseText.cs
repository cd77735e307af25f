using System.Collections.Frozen;
using System.Text;

namespace BotKit.Handlers.Content.Gates;

/// <summary>Text as words to find phrases in: in small letters, without punctuation, look-alikes of one form.</summary>
internal static class PhraseText
{
    private const char FirstMark = '\u0300';
    private const char LastMark = '\u036F';

    /// <summary>Small Greek, Cyrillic and Armenian letters, and what they look like; phrases and texts change alike.</summary>
    private static readonly FrozenDictionary<char, char> LookAlikes =
        (
            "\u0430\u03B1\u0251\u0432\u0441\u03F2\u0501\u0435\u03B5\u0261\u04BB\u043D\u0456\u03B9\u0131\u0458" +
            "\u043A\u03BA\u04CF\u043C\u03BC\u0578\u03B7\u043E\u03BF\u0585\u03C3\u0440\u03C1\u051B\u0433\u0455" +
            "\u0442\u03C4\u03C5\u057D\u03BD\u0475\u051D\u03C9\u0445\u03C7\u0443\u03B3"
        ).Zip("aaabccdeeghhiiijkklmmnnooooppqrsttuuvvwwxxyy").ToFrozenDictionary(static pair => pair.First, static pair => pair.Second);

    public static string[] WordsOf(string text)
        => [.. TextWords.Of(Safe(text).Replace('-', ' ').Replace('\u2013', ' ').Replace('\u2014', ' ')).Select(static word => Plain(word.Word))];

    /// <summary>How often a phrase is there.</summary>
    public static int Count(string[] text, string[] phrase)
    {
        var count = 0;
        for (var at = 0; phrase.Length > 0 && at + phrase.Length <= text.Length; at++)
        {
            if (text.AsSpan(at, phrase.Length).SequenceEqual(phrase))
            {
                count++;
                at += phrase.Length - 1;
            }
        }

        return count;
    }

    /// <summary>Whether the words of a phrase are there in their order, with other words between them.</summary>
    public static bool HasLoosely(string[] text, string[] phrase, int between)
    {
        for (var start = 0; phrase.Length > 0 && start < text.Length; start++)
        {
            if (text[start] != phrase[0])
            {
                continue;
            }

            var (at, found) = (start, 1);
            while (found < phrase.Length)
            {
                var next = Array.IndexOf(text, phrase[found], at + 1, Math.Min(between + 1, text.Length - at - 1));
                if (next < 0)
                {
                    break;
                }

                (at, found) = (next, found + 1);
            }

            if (found == phrase.Length)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>In small letters, without marks that no letter is made with, such as one that strikes it through.</summary>
    private static string Plain(string word) => string.Create(
        word.Count(static letter => letter is < FirstMark or > LastMark),
        word,
        static (plain, word) =>
        {
            var at = 0;
            foreach (var letter in word.Where(static letter => letter is < FirstMark or > LastMark))
            {
                var small = char.ToLowerInvariant(letter);
                plain[at++] = LookAlikes.GetValueOrDefault(small, small);
            }
        });

    private static string Safe(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair: as it is.
            return text;
        }
    }
}
