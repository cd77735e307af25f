namespace BotKit.Handlers;

/// <summary>Leads with their owners. The file has all columns of the original, and <c>lead_owner</c> if it had none.</summary>
public sealed record LeadRouting : LeadResult
{
    /// <summary>The id of the file; <see langword="null"/> in a dry run.</summary>
    public required string? File { get; init; }

    /// <summary>How many leads each owner got, in the order of the input.</summary>
    public required IReadOnlyList<LeadOwnerLoad> Owners { get; init; }

    /// <summary>How many leads had an owner already, and kept it.</summary>
    public required long Kept { get; init; }

    /// <summary>How many leads meet nobody's conditions. They have no owner.</summary>
    public required long WithoutRule { get; init; }

    /// <summary>How many leads meet conditions, but only of owners who have no room today. They have no owner.</summary>
    public required long WithoutRoom { get; init; }
}
