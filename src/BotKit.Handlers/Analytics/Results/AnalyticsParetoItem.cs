namespace BotKit.Handlers;

/// <summary>One value of a column and its part of a figure.</summary>
/// <param name="Value">The value; <see langword="null"/> for rows where it is empty.</param>
/// <param name="Figure">Its figure.</param>
/// <param name="Share">Its share of all.</param>
/// <param name="Cumulative">The share of it and all greater ones.</param>
/// <param name="Class"><c>A</c> up to the share that was asked for, <c>B</c> half of the rest further, else <c>C</c>.</param>
public sealed record AnalyticsParetoItem(string? Value, double Figure, double Share, double Cumulative, string Class);
