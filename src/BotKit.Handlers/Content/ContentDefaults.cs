namespace BotKit.Handlers.Content;

/// <summary>The defaults and limits of the content bot, in one place.</summary>
internal static class ContentDefaults
{
    public const string Bot = "content";
    public const string Language = "en";
    public const int Seed = 1;
    public const int MaxNameLength = 64;
    public const int MaxText = 100_000;

    public const int RememberPieces = 1000;
    public const int LeadDays = 3;

    public static readonly TimeSpan TemplateTimeout = TimeSpan.FromSeconds(1);
    public const int MaxTemplate = 64 * 1024;
    public const int MaxSteps = 50_000;
    public const int MaxBytes = 64 << 20;

    public static readonly TimeSpan ModelTimeout = TimeSpan.FromSeconds(60);
    public const int MaxOutputTokens = 4000;
    public const long TokensPerRun = 50_000;
    public const long TokensPerDay = 1_000_000;

    public const double MinReadingEase = 40;
    public const double MaxGrade = 14;
    public const int MaxTitle = 65;
    public const int MinMetaDescription = 70;
    public const int MaxMetaDescription = 160;
    public const double MaxKeyphrasePercent = 3;
    public const double MaxSimilarity = .5;
    public const int WordsPerMinute = 238;

    public static Dictionary<ContentKind, ContentLength> Words() => new()
    {
        [ContentKind.BlogPost] = new(150, 3000),
        [ContentKind.Newsletter] = new(80, 1000),
        [ContentKind.VideoDescription] = new(40, 800),
        [ContentKind.SocialCopy] = new(8, 60),
        [ContentKind.PressNote] = new(60, 800),
    };
}
