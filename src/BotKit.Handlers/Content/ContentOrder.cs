namespace BotKit.Handlers;

/// <summary>A piece that is to be written.</summary>
public sealed record ContentOrder
{
    /// <summary>What kind of piece.</summary>
    public required ContentKind Kind { get; init; }

    /// <summary>What it is to say.</summary>
    public required ContentBrief Brief { get; init; }

    /// <summary>Its language, as a two-letter code.</summary>
    public required string Language { get; init; }

    /// <summary>Which variant, from 1.</summary>
    public required int Variant { get; init; }

    /// <summary>Chooses among what could be said.</summary>
    public required int Seed { get; init; }

    /// <summary>The brand voice; <see langword="null"/> for none.</summary>
    public ContentVoice? Voice { get; init; }

    /// <summary>The address that the brief's link has; <see langword="null"/> for none.</summary>
    public string? LinkAddress { get; init; }

    /// <summary>The day it is written on (UTC).</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The bot's name, which budgets are kept under.</summary>
    public required string Bot { get; init; }

    /// <summary>The run.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>Tokens beyond the budget that the input approves.</summary>
    public int ApprovedTokens { get; init; }
}
