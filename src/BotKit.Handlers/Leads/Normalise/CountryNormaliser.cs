using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Leads;

/// <summary>Brings countries into the form of ISO 3166-1 alpha-2, from codes and from names in several languages.</summary>
internal sealed class CountryNormaliser
{
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);

    public CountryNormaliser()
    {
        foreach (var line in WordList.Lines("countries.tsv"))
        {
            var names = line.Split('\t');
            foreach (var name in names)
            {
                if (KeyOf(name) is { Length: > 0 } key)
                {
                    _codes.TryAdd(key, names[0]);
                }
            }
        }
    }

    /// <summary>The code; <see langword="null"/> when the text names no country that is known.</summary>
    public string? Normalise(string text) => _codes.GetValueOrDefault(KeyOf(text));

    /// <summary>The letters of a name alone, without accents and case; <c>&amp;</c> is read as "and".</summary>
    private static string KeyOf(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var character in UnicodeForm.Of(name.Replace("&", "and", StringComparison.Ordinal), NormalizationForm.FormKD))
        {
            if (char.IsLetter(character) || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.SpacingCombiningMark)
            {
                key.Append(char.ToLowerInvariant(character));
            }
        }

        return key.ToString();
    }
}
