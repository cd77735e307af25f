using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Leads;

/// <summary>
/// Brings names of people into one form: one blank between words, composed characters, and capitals where a name is written in
/// small or capital letters only. A name in mixed case is left as its owner wrote it.
/// </summary>
internal static class PersonNameNormaliser
{
    private static readonly HashSet<string> Particles = new(StringComparer.OrdinalIgnoreCase)
    {
        "af", "al", "av", "bin", "bint", "da", "das", "de", "del", "della", "dem", "den", "der", "di", "do", "dos", "du", "el", "ibn",
        "la", "le", "of", "ten", "ter", "the", "und", "van", "vom", "von", "y", "zu", "zum", "zur",
    };

    private static readonly HashSet<string> Titles = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "herr", "frau", "dipl", "ing", "mag", "m", "mme", "mlle", "sr", "sra", "rev",
    };

    private static readonly HashSet<string> Suffixes = new(StringComparer.OrdinalIgnoreCase)
    {
        "jr", "sr", "ii", "iii", "iv", "phd", "md", "msc", "bsc", "mba", "esq",
    };

    public static string Normalise(string text)
    {
        var words = Words(text);
        if (words.Length == 0)
        {
            return "";
        }

        var name = string.Join(' ', words);
        var hasCase = name.Any(char.IsUpper) && name.Any(char.IsLower);
        if (hasCase)
        {
            return name;
        }

        for (var index = 0; index < words.Length; index++)
        {
            words[index] = index > 0 && index < words.Length - 1 && Particles.Contains(words[index])
                ? words[index].ToLowerInvariant()
                : Suffixes.Contains(words[index].Trim('.')) && words[index].Length <= 3 && index > 0 ? Suffix(words[index]) : Capitalise(words[index]);
        }

        // "van" begins many a family name that stands alone in its column.
        if (words.Length > 1 && Particles.Contains(words[0]))
        {
            words[0] = words[0].ToLowerInvariant();
        }

        return string.Join(' ', words);
    }

    /// <summary>The first and the family name of a full name; titles and suffixes are left out. <c>Doe, Jane</c> is turned round.</summary>
    public static (string? First, string? Last) Split(string text)
    {
        var comma = text.IndexOf(',');
        if (comma > 0 && Words(text[(comma + 1)..]) is [var given, ..] && !Suffixes.Contains(given.Trim('.')))
        {
            text = text[(comma + 1)..] + ' ' + text[..comma];
        }

        var words = Words(text.Replace(',', ' ')).AsSpan();
        while (words.Length > 1 && Titles.Contains(words[0].Trim('.')))
        {
            words = words[1..];
        }

        while (words.Length > 1 && Suffixes.Contains(words[^1].Trim('.')))
        {
            words = words[..^1];
        }

        if (words.Length < 2)
        {
            return (words.Length == 1 ? Normalise(words[0]) : null, null);
        }

        var family = words.Length - 1;
        while (family > 1 && Particles.Contains(words[family - 1]))
        {
            family--;
        }

        return (Normalise(string.Join(' ', words[..family])), Normalise(string.Join(' ', words[family..])));
    }

    private static string[] Words(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var character in UnicodeForm.Of(text, NormalizationForm.FormC))
        {
            clean.Append(char.IsWhiteSpace(character) || char.IsControl(character) ? ' '
                : CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format ? '\0'
                : character is '\u2019' or '\u02BC' or '`' or '\u00B4' ? '\''
                : character);
        }

        return clean.Replace("\0", "").ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Suffix(string word) => word.Trim('.').ToUpperInvariant() is "JR" or "SR" ? Capitalise(word) : word.ToUpperInvariant();

    /// <summary>A capital at the beginning and behind hyphens and apostrophes, and behind <c>Mc</c>.</summary>
    private static string Capitalise(string word)
    {
        var letters = word.ToLowerInvariant().ToCharArray();
        var isStart = true;
        for (var index = 0; index < letters.Length; index++)
        {
            var isApostrophe = letters[index] == '\'' && index <= 2;
            if (isStart && char.IsLetter(letters[index]))
            {
                letters[index] = char.ToUpperInvariant(letters[index]);
                isStart = false;
            }

            isStart |= letters[index] is '-' or '.' || isApostrophe;
        }

        if (letters is ['M', 'c', _, _, ..])
        {
            letters[2] = char.ToUpperInvariant(letters[2]);
        }

        return new string(letters);
    }
}
