namespace BotKit.Handlers;

/// <summary>Pieces that were written from a brief.</summary>
public sealed record ContentGeneration : ContentResult
{
    /// <summary>The pieces, by language in the order of the input, and by variant. In a dry run only those that templates write.</summary>
    public required IReadOnlyList<ContentPiece> Pieces { get; init; }

    /// <summary>What would be done, piece by piece, in a dry run; else <see langword="null"/>.</summary>
    public required IReadOnlyList<ContentPlannedPiece>? Plan { get; init; }

    /// <summary>Tokens that the model used in this run.</summary>
    public required long Tokens { get; init; }

    /// <summary>What they cost by the prices of the options, in their currency.</summary>
    public required decimal Cost { get; init; }
}
