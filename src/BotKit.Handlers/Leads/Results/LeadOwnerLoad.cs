namespace BotKit.Handlers;

/// <summary>What an owner got.</summary>
/// <param name="Name">The owner.</param>
/// <param name="Rows">How many leads this run gave.</param>
/// <param name="Today">How many leads all runs of the plan gave today (UTC).</param>
public sealed record LeadOwnerLoad([property: Sensitive] string Name, long Rows, long Today);
