namespace BotKit.Handlers;

/// <summary>
/// How hard a text is to read. The formulas are those of their authors; what a syllable, a word and a sentence is, differs from tool
/// to tool, so the counts come along. <see langword="null"/> where a formula is not made for the language, or there is no word.
/// </summary>
public sealed record ContentReadability
{
    /// <summary>
    /// Reading ease, higher is easier: in English R. Flesch, A new readability yardstick (1948), in German T. Amstad, Wie verständlich sind
    /// unsere Zeitungen? (1978).
    /// </summary>
    public required double? FleschReadingEase { get; init; }

    /// <summary>The school grade: J. P. Kincaid and others, Derivation of new readability formulas for Navy enlisted personnel (1975). English.</summary>
    public required double? FleschKincaidGrade { get; init; }

    /// <summary>The fog index: R. Gunning, The technique of clear writing (1952), without the long words that children know. English.</summary>
    public required double? GunningFog { get; init; }

    /// <summary>SMOG: G. H. McLaughlin, SMOG grading, a new readability formula (1969); meant for texts of 30 sentences and more. English.</summary>
    public required double? Smog { get; init; }

    /// <summary>The automated readability index: E. A. Smith and R. J. Senter (1967). English.</summary>
    public required double? AutomatedReadabilityIndex { get; init; }

    /// <summary>LIX: C.-H. Björnsson, Läsbarhet (1968). Any language that puts blanks between words.</summary>
    public required double? Lix { get; init; }

    /// <summary>RIX: J. Anderson, Lix and Rix (1983). Any language that puts blanks between words.</summary>
    public required double? Rix { get; init; }

    /// <summary>Sentences; what has no more than two words is not one, unless it is all there is.</summary>
    public required int Sentences { get; init; }

    /// <summary>Words; a contraction or a word with hyphens is one.</summary>
    public required int Words { get; init; }

    /// <summary>Syllables.</summary>
    public required int Syllables { get; init; }

    /// <summary>Words of one syllable.</summary>
    public required int MonosyllableWords { get; init; }

    /// <summary>Words of three syllables and more.</summary>
    public required int PolysyllableWords { get; init; }

    /// <summary>These without the ones that children know (E. Dale and J. S. Chall, A formula for predicting readability, 1948).</summary>
    public required int ComplexWords { get; init; }

    /// <summary>Words of more than six letters.</summary>
    public required int LongWords { get; init; }

    /// <summary>Letters and digits.</summary>
    public required int Letters { get; init; }

    /// <summary>Characters without blanks.</summary>
    public required int Characters { get; init; }
}
