using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>What a piece is to say. Each text is taken as it is: Markdown, HTML and Liquid in it mean nothing.</summary>
public sealed record ContentBrief
{
    /// <summary>What it is about, 1 to 200 characters: a noun or a short phrase.</summary>
    public required string Topic { get; init; }

    /// <summary>The title, at most 200 characters. Default one that is made of the topic.</summary>
    public string? Title { get; init; }

    /// <summary>For whom it is, at most 200 characters: <c>small bakeries</c>.</summary>
    public string? Audience { get; init; }

    /// <summary>What readers gain, at most 300 characters, as a sentence or the end of one.</summary>
    public string? Benefit { get; init; }

    /// <summary>The points to make, each a sentence of at most 500 characters; at most 20. Default none.</summary>
    public IReadOnlyList<string>? KeyPoints { get; init; }

    /// <summary>The phrase that people search for, at most 100 characters. Default the topic.</summary>
    public string? Keyphrase { get; init; }

    /// <summary>What readers are asked to do, at most 200 characters.</summary>
    public string? CallToAction { get; init; }

    /// <summary>The name of the voice's link that the call to action goes to. Default none.</summary>
    public string? Link { get; init; }

    /// <summary>A quotation, at most 500 characters, without quotation marks.</summary>
    public string? Quote { get; init; }

    /// <summary>Who said it, at most 100 characters.</summary>
    [Sensitive]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? QuoteBy { get; init; }

    /// <summary>Whom the press may ask, at most 200 characters: a name, a telephone number, an address.</summary>
    [Sensitive]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Contact { get; init; }

    /// <summary>All of its texts.</summary>
    internal IEnumerable<string?> Texts => [Topic, Title, Audience, Benefit, Keyphrase, CallToAction, Quote, QuoteBy, Contact, .. KeyPoints ?? []];
}
