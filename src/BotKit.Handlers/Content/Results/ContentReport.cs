namespace BotKit.Handlers;

/// <summary>What the gates say about a piece.</summary>
public sealed record ContentReport
{
    /// <summary>Whether no gate failed.</summary>
    public required bool Passed { get; init; }

    /// <summary>The gates.</summary>
    public required IReadOnlyList<ContentGateResult> Gates { get; init; }

    /// <summary>How hard it is to read, with what was counted.</summary>
    public required ContentReadability Readability { get; init; }

    /// <summary>How long it takes to read, in seconds.</summary>
    public required int ReadingSeconds { get; init; }
}
