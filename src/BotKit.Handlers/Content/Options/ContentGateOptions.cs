using System.ComponentModel.DataAnnotations;
using BotKit.Handlers.Content;

namespace BotKit.Handlers;

/// <summary>What the gates ask for.</summary>
public sealed class ContentGateOptions
{
    /// <summary>The reading ease below which readability is warned about, -100 to 120. Default 40.</summary>
    [Range(-100.0, 120.0)]
    public double MinReadingEase { get; set; } = ContentDefaults.MinReadingEase;

    /// <summary>The Flesch-Kincaid grade above which readability is warned about, 1 to 30. Default 14.</summary>
    [Range(1.0, 30.0)]
    public double MaxGrade { get; set; } = ContentDefaults.MaxGrade;

    /// <summary>Characters of a title at most, 10 to 300. Default 65.</summary>
    [Range(10, 300)]
    public int MaxTitle { get; set; } = ContentDefaults.MaxTitle;

    /// <summary>Characters of a description for search engines at least, 0 to 300. Default 70.</summary>
    [Range(0, 300)]
    public int MinMetaDescription { get; set; } = ContentDefaults.MinMetaDescription;

    /// <summary>Characters of a description for search engines at most, 50 to 1,000. Default 160.</summary>
    [Range(50, 1000)]
    public int MaxMetaDescription { get; set; } = ContentDefaults.MaxMetaDescription;

    /// <summary>How often the keyphrase may be there, in times per 100 words, 0.1 to 20. Default 3.</summary>
    [Range(0.1, 20.0)]
    public double MaxKeyphrasePercent { get; set; } = ContentDefaults.MaxKeyphrasePercent;

    /// <summary>How like an earlier piece one may be, as part of shared runs of three words, .1 to 1. Default .5.</summary>
    [Range(.1, 1.0)]
    public double MaxSimilarity { get; set; } = ContentDefaults.MaxSimilarity;

    /// <summary>
    /// How many words a minute people read, 50 to 1,000. Default 238: M. Brysbaert, How many words do we read per minute? (2019).
    /// </summary>
    [Range(50, 1000)]
    public int WordsPerMinute { get; set; } = ContentDefaults.WordsPerMinute;

    /// <summary>How many words each kind may have. Default as in the table of the documentation.</summary>
    public IDictionary<ContentKind, ContentLength> Words { get; } = ContentDefaults.Words();

    /// <summary>Words and phrases that no piece may have, whatever its voice, in any case. Default none.</summary>
    public IList<string> BannedWords { get; } = [];
}
