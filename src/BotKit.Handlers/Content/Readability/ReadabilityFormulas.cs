namespace BotKit.Handlers.Content;

/// <summary>The formulas, as their authors published them; <see cref="ContentReadability"/> names the sources.</summary>
internal static class ReadabilityFormulas
{
    /// <summary>The sentences of the sample that SMOG counts polysyllables in.</summary>
    private const double SmogSentences = 30;

    public static ContentReadability Apply(TextCounts counts, string language)
    {
        var isEnglish = language == "en" && counts.Words > 0;
        var (words, sentences) = ((double)Math.Max(1, counts.Words), (double)Math.Max(1, counts.Sentences));
        var wordsPerSentence = words / sentences;
        var syllablesPerWord = counts.Syllables / words;
        return new ContentReadability
        {
            FleschReadingEase = counts.Words == 0 ? null : language switch
            {
                "en" => 206.835 - (1.015 * wordsPerSentence) - (84.6 * syllablesPerWord),
                "de" => 180 - wordsPerSentence - (58.5 * syllablesPerWord),
                _ => null,
            },
            FleschKincaidGrade = isEnglish ? (.39 * wordsPerSentence) + (11.8 * syllablesPerWord) - 15.59 : null,
            GunningFog = isEnglish ? .4 * (wordsPerSentence + (100 * counts.ComplexWords / words)) : null,
            Smog = isEnglish ? (1.043 * Math.Sqrt(SmogSentences * counts.Polysyllables / sentences)) + 3.1291 : null,
            AutomatedReadabilityIndex = isEnglish ? (4.71 * counts.Characters / Math.Max(1, counts.Chunks)) + (.5 * wordsPerSentence) - 21.43 : null,
            Lix = counts.Words == 0 ? null : wordsPerSentence + (100 * counts.LongWords / words),
            Rix = counts.Words == 0 ? null : counts.LongWords / sentences,
            Sentences = counts.Sentences,
            Words = counts.Words,
            Syllables = counts.Syllables,
            MonosyllableWords = counts.Monosyllables,
            PolysyllableWords = counts.Polysyllables,
            ComplexWords = counts.ComplexWords,
            LongWords = counts.LongWords,
            Letters = counts.Letters,
            Characters = counts.Characters,
        };
    }
}
