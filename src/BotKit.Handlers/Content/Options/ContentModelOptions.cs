using System.ComponentModel.DataAnnotations;
using BotKit.Handlers.Content;

namespace BotKit.Handlers;

/// <summary>How a model is asked, where an <c>IChatClient</c> is registered.</summary>
public sealed class ContentModelOptions
{
    /// <summary>The model's id. Default the client's own.</summary>
    public string? Id { get; set; }

    /// <summary>How long one answer may take, 1 s to 10 minutes. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan Timeout { get; set; } = ContentDefaults.ModelTimeout;

    /// <summary>Tokens of one answer at most, 100 to 100,000. Default 4,000.</summary>
    [Range(100, 100_000)]
    public int MaxOutputTokens { get; set; } = ContentDefaults.MaxOutputTokens;

    /// <summary>How freely it writes, 0 to 2. Default the model's own.</summary>
    [Range(0.0, 2.0)]
    public float? Temperature { get; set; }

    /// <summary>What happens when it fails or does not give what was asked for, after one repair. Default <see cref="ContentFallback.Fail"/>.</summary>
    [EnumDataType(typeof(ContentFallback))]
    public ContentFallback OnFailure { get; set; } = ContentFallback.Fail;
}
