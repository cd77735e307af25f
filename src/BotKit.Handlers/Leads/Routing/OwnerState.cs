namespace BotKit.Handlers.Leads;

/// <summary>What a plan remembers of an owner.</summary>
/// <param name="Today">Leads given today.</param>
/// <param name="Credit">How much of a turn is due; see <see cref="LeadTurns"/>.</param>
internal sealed record OwnerState(long Today, double Credit);
