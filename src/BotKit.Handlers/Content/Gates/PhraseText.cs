using System.Text;

namespace BotKit.Handlers.Content.Gates;

/// <summary>Text as words to find phrases in: in small letters, without punctuation, look-alikes of one form.</summary>
internal static class PhraseText
{
    public static string[] WordsOf(string text)
        => [.. TextWords.Of(Safe(text).Replace('-', ' ').Replace('\u2013', ' ').Replace('\u2014', ' ')).Select(static word => word.Word.ToLowerInvariant())];

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
