namespace BotKit.Handlers;

/// <summary>
/// Asks for each lead to be given to somebody; the answer is a <see cref="LeadRouting"/>. A lead goes to one of those whose
/// conditions it meets and who have room for it today, in turns that remember earlier runs. A lead that has an owner keeps it.
/// </summary>
public sealed record LeadRouteInput : LeadInput
{
    /// <summary>Those who can take leads; 1 to 200, each name once.</summary>
    public required IReadOnlyList<LeadOwner> Owners { get; init; }

    /// <summary>The name under which turns and today's numbers are kept: small letters, digits and hyphens. Default <c>leads</c>.</summary>
    public string? Plan { get; init; }
}
