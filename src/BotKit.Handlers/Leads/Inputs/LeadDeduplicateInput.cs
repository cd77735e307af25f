namespace BotKit.Handlers;

/// <summary>
/// Asks for leads that are the same person to be found and merged; the answer is a <see cref="LeadDeduplication"/>. What
/// duplicates look like is learnt from the file itself, without labels.
/// </summary>
public sealed record LeadDeduplicateInput : LeadInput
{
    /// <summary>The columns to compare; at most 24. Default all but those whose name ends with <c>id</c>, <c>guid</c>, <c>uuid</c> or <c>key</c>, the first 24 of them.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Columns not to compare; at most 500. Default none.</summary>
    public IReadOnlyList<string>? Ignore { get; init; }

    /// <summary>How probable it must be that two leads are one person, .01 to .999999. Default .5, which makes about as many errors of one kind as of the other.</summary>
    public double? Threshold { get; init; }

    /// <summary>Which lead of a group stays. Its absent values are filled from the others. Default <see cref="LeadSurvivor.MostComplete"/>.</summary>
    public LeadSurvivor Survivor { get; init; } = LeadSurvivor.MostComplete;

    /// <summary>What chance begins with. Default 1.</summary>
    public int? Seed { get; init; }
}
