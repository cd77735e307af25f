namespace BotKit.Handlers.Content;

/// <summary>What was counted in a text. <paramref name="Chunks"/> is what stands between blanks, words or not.</summary>
internal readonly record struct TextCounts(
    int Sentences, int Words, int Syllables, int Monosyllables, int Polysyllables, int ComplexWords, int LongWords, int Letters, int Characters, int Chunks);
