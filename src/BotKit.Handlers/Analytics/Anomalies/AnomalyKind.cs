using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>What is unusual about an anomaly.</summary>
public enum AnomalyKind
{
    /// <summary>The value itself is unusually high.</summary>
    [JsonStringEnumMemberName("high")]
    High,

    /// <summary>The value itself is unusually low.</summary>
    [JsonStringEnumMemberName("low")]
    Low,

    /// <summary>The course of the values up to this one has not been seen before.</summary>
    [JsonStringEnumMemberName("pattern")]
    Pattern,
}
