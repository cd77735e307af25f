namespace BotKit.Handlers.Analytics;

/// <summary>A figure as part of a statement.</summary>
/// <param name="Figure">What it is.</param>
/// <param name="Sql">The aggregate.</param>
/// <param name="IsAdditive">Whether steps without rows are 0, as for counts and sums.</param>
internal sealed record CompiledKpi(AnalyticsFigure Figure, string Sql, bool IsAdditive);
