namespace BotKit.Handlers;

/// <summary>How a brand speaks, as data.</summary>
public sealed class ContentVoice
{
    /// <summary>The brand's name. Default none.</summary>
    public string? Brand { get; set; }

    /// <summary>How it speaks, for a model: <c>warm, plain, no jargon</c>. Default nothing in particular.</summary>
    public string? Tone { get; set; }

    /// <summary>The greeting of letters by language; <c>*</c> for all. Default <c>Hello,</c> in the language.</summary>
    public IDictionary<string, string> Greeting { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How letters end by language; <c>*</c> for all. Default the brand's name.</summary>
    public IDictionary<string, string> SignOff { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What a press note says about the brand by language; <c>*</c> for all. Default nothing.</summary>
    public IDictionary<string, string> About { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Links by name, http or https: the only ones that pieces have. Default none.</summary>
    public IDictionary<string, string> Links { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Hashtags for social networks, without <c>#</c>. Default none.</summary>
    public IList<string> Hashtags { get; } = [];

    /// <summary>Words and phrases that must not be there, in any case. Default none.</summary>
    public IList<string> BannedWords { get; } = [];

    /// <summary>Claims that must not be made (<c>guaranteed results</c>), in any case and with other words of up to three between theirs. Default none.</summary>
    public IList<string> BannedClaims { get; } = [];

    /// <summary>The right spelling of the brand's terms, such as <c>BotKit</c>; another case or blanks and hyphens elsewhere are noticed. Default none.</summary>
    public IList<string> Terms { get; } = [];
}
