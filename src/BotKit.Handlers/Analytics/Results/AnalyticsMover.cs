namespace BotKit.Handlers;

/// <summary>The first figure of one value of a column, then and now.</summary>
/// <param name="Value">The column's value; <see langword="null"/> for rows where it is empty.</param>
/// <param name="Now">The figure in the period.</param>
/// <param name="Then">The figure in the other period.</param>
/// <param name="Difference">How much more it is now; an absent figure counts as 0.</param>
public sealed record AnalyticsMover(string? Value, double? Now, double? Then, double Difference);
