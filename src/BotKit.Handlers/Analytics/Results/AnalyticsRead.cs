namespace BotKit.Handlers;

/// <summary>What was read of a source.</summary>
/// <param name="Rows">The rows that counted, before the period and the filters.</param>
/// <param name="BadRows">The rows that could not be read and do not count.</param>
/// <param name="From">The first time among the rows; <see langword="null"/> without times.</param>
/// <param name="To">The last time among the rows.</param>
/// <param name="Problems">What was wrong, at most 100 kinds of it.</param>
public sealed record AnalyticsRead(long Rows, long BadRows, DateTime? From, DateTime? To, IReadOnlyList<AnalyticsReadProblem> Problems);
