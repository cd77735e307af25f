using System.Collections.Frozen;

namespace BotKit.Handlers.Content;

/// <summary>Measures how hard plain text is to read.</summary>
internal static class ReadabilityMeter
{
    private const int ManySyllables = 3;
    private const int ManyLetters = 6;

    private static readonly Lazy<FrozenSet<string>> Familiar = new(
        static () => WordFile.Lines("familiar-en.txt").SelectMany(static line => line.Split(' ')).ToFrozenSet(StringComparer.Ordinal));

    public static ContentReadability Measure(string text, string language)
    {
        var (words, syllables, mono, poly, complex, longWords) = (0, 0, 0, 0, 0, 0);
        foreach (var (word, source) in TextWords.Of(text))
        {
            var count = SyllablesOf(source, language);
            words++;
            syllables += count;
            mono += count == 1 ? 1 : 0;
            longWords += word.Count(static letter => letter != '\'') > ManyLetters ? 1 : 0;
            if (count >= ManySyllables)
            {
                poly++;
                complex += language == "en" && Familiar.Value.Contains(word.ToLowerInvariant()) ? 0 : 1;
            }
        }

        var (letters, characters, chunks) = (0, 0, TextWords.Chunks(text).Length);
        foreach (var letter in text)
        {
            characters += char.IsWhiteSpace(letter) || char.IsLowSurrogate(letter) ? 0 : 1;
            letters += TextWords.IsWordLetter(letter) && !char.IsLowSurrogate(letter) ? 1 : 0;
        }

        var sentences = TextWords.Sentences(text);
        var counts = new TextCounts(sentences, words, syllables, mono, poly, complex, longWords, letters, characters, chunks);
        return ReadabilityFormulas.Apply(counts, language);
    }

    private static int SyllablesOf(string chunk, string language)
    {
        var count = 0;
        foreach (var part in chunk.Split('-', '\u2010', '\u2011', '\u2013', '\u2014', '/'))
        {
            var word = TextWords.Clean(part);
            count += word.Length == 0 ? 0 : SyllableCounter.Count(word, language);
        }

        return count;
    }
}
