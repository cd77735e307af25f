using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BotKit.Handlers.Content;

/// <summary>
/// Counts the syllables of English words: by rules about their letters, and from a list of those words of the CMU Pronouncing Dictionary
/// that the rules miss.
/// </summary>
internal static partial class EnglishSyllables
{
    private static readonly Lazy<FrozenDictionary<string, int>> Exceptions = new(Load);

    /// <summary>Counts one word in small letters.</summary>
    public static int Count(string word)
    {
        if (Exceptions.Value.TryGetValue(word, out var known))
        {
            return known;
        }

        if (word.EndsWith("'s", StringComparison.Ordinal))
        {
            var stem = word[..^2];
            return Count(stem) + (Hissing().IsMatch(stem) ? 1 : 0);
        }

        return ByRule(word.Replace("'", "", StringComparison.Ordinal));
    }

    private static int ByRule(string word)
    {
        var count = 0;
        var inVowels = false;
        foreach (var letter in word)
        {
            var isVowel = IsVowel(letter);
            count += isVowel && !inVowels ? 1 : 0;
            inVowels = isVowel;
        }

        count -= EndsSilently(word) ? 1 : 0;
        count += Hiatus().Count(word) - Softened().Count(word);
        return Math.Max(1, count);
    }

    private static bool EndsSilently(string word)
    {
        if (word.Length <= 2)
        {
            return false;
        }

        var (third, fourth) = (word[^3], word.Length > 3 ? word[^4] : ' ');
        if (word[^1] == 'e')
        {
            return word[^2] == 'l' ? IsVowel(third) : !IsVowel(word[^2]);
        }

        if (word.Length == 3 || word[^2] != 'e' || IsVowel(third) || (third == 'l' && !IsVowel(fourth)))
        {
            return false;
        }

        return word[^1] switch
        {
            's' => third is not ('s' or 'x' or 'z' or 'c' or 'g') && !(third == 'h' && fourth is 's' or 'c'),
            'd' => third is not ('t' or 'd'),
            _ => false,
        };
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static FrozenDictionary<string, int> Load()
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in WordFile.Lines("syllables-en.txt"))
        {
            var parts = line.Split(' ');
            var count = int.Parse(parts[0], CultureInfo.InvariantCulture);
            foreach (var word in parts.AsSpan(1))
            {
                words[word] = count;
            }
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex("i[ao](?!u)|[^gq]u[ao]|eo(?!u)|[^aeiou]ie[rt]|ying|[aeiou]ing")]
    private static partial Regex Hiatus();

    [GeneratedRegex("[tscgx]i[ao]")]
    private static partial Regex Softened();

    [GeneratedRegex("(s|x|z|ch|sh|ce|ge|se|ze)$")]
    private static partial Regex Hissing();
}
