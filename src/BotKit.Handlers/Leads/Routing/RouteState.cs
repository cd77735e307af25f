namespace BotKit.Handlers.Leads;

/// <summary>What a plan remembers between runs.</summary>
/// <param name="Day">The day (UTC) that the numbers are of.</param>
/// <param name="Owners">Each owner's numbers, by name.</param>
internal sealed record RouteState(DateOnly Day, Dictionary<string, OwnerState> Owners);
