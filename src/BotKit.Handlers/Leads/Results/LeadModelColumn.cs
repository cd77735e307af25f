namespace BotKit.Handlers;

/// <summary>A column that a model looks at.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Importance">Its share of what moves the scores, 0 to 1.</param>
public sealed record LeadModelColumn(string Name, double Importance);
