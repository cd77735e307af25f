namespace BotKit.Handlers;

/// <summary>Figures of the rows with the same value of a column.</summary>
/// <param name="Value">The value; <see langword="null"/> for rows where it is empty.</param>
/// <param name="Values">The value of each figure.</param>
public sealed record AnalyticsGroup(string? Value, IReadOnlyList<double?> Values);
