using System.ComponentModel.DataAnnotations;
using BotKit.Handlers.Content;

namespace BotKit.Handlers;

/// <summary>What a template may use up; one that goes beyond ends with <c>template_limit</c>.</summary>
public sealed class ContentTemplateOptions
{
    /// <summary>How long one may be rendered, 10 ms to 5 s. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0100000", "00:00:05", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan Timeout { get; set; } = ContentDefaults.TemplateTimeout;

    /// <summary>How many characters one may write, 1,000 to 1,000,000. Default 100,000.</summary>
    [Range(1000, 1_000_000)]
    public int MaxOutput { get; set; } = ContentDefaults.MaxText;

    /// <summary>How many tags may be passed, each time round a loop counted, 100 to 1,000,000. Default 50,000.</summary>
    [Range(100, 1_000_000)]
    public int MaxSteps { get; set; } = ContentDefaults.MaxSteps;

    /// <summary>How many bytes it may take on the way, 1 to 256 MiB. Default 64 MiB.</summary>
    [Range(1 << 20, 256 << 20)]
    public int MaxBytes { get; set; } = ContentDefaults.MaxBytes;
}
