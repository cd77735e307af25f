using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>Which indexes a database misses, and which it could do without.</summary>
public sealed record DatabaseIndexAdvice : DatabaseResult
{
    /// <summary>The findings by table; at most 500.</summary>
    public required IReadOnlyList<IndexFinding> Findings { get; init; }

    /// <summary>Whether there are more findings than listed.</summary>
    public bool Truncated { get; init; }

    /// <summary>Whether the database counts the use of its indexes, so that unused ones could be found. SQLite does not.</summary>
    public required bool UsageKnown { get; init; }

    /// <summary>Since when the server counts; <see langword="null"/>, and left out of JSON, when it never began anew or does not count.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? UsageSince { get; init; }
}
