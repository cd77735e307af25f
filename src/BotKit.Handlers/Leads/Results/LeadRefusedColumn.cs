namespace BotKit.Handlers;

/// <summary>A column that a model was not allowed to learn from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Code">Why: <c>name</c>, <c>power</c>, <c>identifier</c>, <c>constant</c> or <c>excluded</c>.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record LeadRefusedColumn(string Name, string Code, string Reason);
