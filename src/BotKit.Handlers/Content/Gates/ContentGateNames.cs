namespace BotKit.Handlers;

/// <summary>The names of the gates, as reports tell them.</summary>
public static class ContentGateNames
{
    /// <summary>Reading ease and school grade.</summary>
    public const string Readability = "readability";

    /// <summary>How many words.</summary>
    public const string Length = "length";

    /// <summary>How long it takes to read; it always passes.</summary>
    public const string ReadingTime = "reading-time";

    /// <summary>That there is a title, how long it is, and that search engines show all of it.</summary>
    public const string SeoTitle = "seo.title";

    /// <summary>That there is a description for search engines, and how long it is.</summary>
    public const string SeoMetaDescription = "seo.meta-description";

    /// <summary>The last part of the address.</summary>
    public const string SeoSlug = "seo.slug";

    /// <summary>Headings: none of level 1 beside the title, no level left out, some in a long text.</summary>
    public const string SeoHeadings = "seo.headings";

    /// <summary>The keyphrase in title, first paragraph, a heading, slug, and not too often.</summary>
    public const string SeoKeyphrase = "seo.keyphrase";

    /// <summary>That links have an address and words that say where they go.</summary>
    public const string SeoLinks = "seo.links";

    /// <summary>That each image has a text that stands for it.</summary>
    public const string SeoImages = "seo.images";

    /// <summary>Words that must not be there.</summary>
    public const string BannedWords = "banned-words";

    /// <summary>Claims that must not be made.</summary>
    public const string BannedClaims = "banned-claims";

    /// <summary>The spelling of the brand's terms.</summary>
    public const string BrandTerms = "brand-terms";

    /// <summary>Earlier pieces like it.</summary>
    public const string NearDuplicate = "near-duplicate";

    /// <summary>HTML, or links that a page must not have.</summary>
    public const string Markup = "markup";
}
