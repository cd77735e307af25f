namespace BotKit.Handlers;

/// <summary>What one rule of retention would remove.</summary>
/// <param name="Rule">The rule's configured name.</param>
/// <param name="Table">Its table.</param>
/// <param name="Before">Rows older than this would go.</param>
/// <param name="Rows">How many there are.</param>
public sealed record CleanUpRulePlan(string Rule, string Table, DateTimeOffset Before, long Rows);
