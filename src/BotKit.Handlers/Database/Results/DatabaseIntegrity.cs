namespace BotKit.Handlers;

/// <summary>Whether a database's content is whole.</summary>
public sealed record DatabaseIntegrity : DatabaseResult
{
    /// <summary>Whether no problem was found.</summary>
    public required bool Healthy { get; init; }

    /// <summary>The problems found, as sentences of at most 300 characters; at most 100.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Whether there may be more problems than listed.</summary>
    public bool Truncated { get; init; }

    /// <summary>What could not be checked and why, as sentences; empty when everything was. Default empty.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];
}
