namespace BotKit.Handlers.Analytics;

/// <summary>A figure as part of a statement.</summary>
/// <param name="Figure">What it is.</param>
/// <param name="Of">The aggregate.</param>
/// <param name="By">What it is divided by; <see langword="null"/> for nothing.</param>
/// <param name="Times">What a ratio is multiplied by.</param>
/// <param name="TimesSql">The parameter that stands for that.</param>
internal sealed record CompiledKpi(AnalyticsFigure Figure, Aggregate Of, Aggregate? By, double Times, string TimesSql)
{
    /// <summary>Whether steps without rows are 0, as for counts and sums.</summary>
    public bool IsAdditive => By is null && Of.Kind is (AggregateKind.Count or AggregateKind.CountDistinct or AggregateKind.Sum);

    public string Sql => By is null ? Of.Sql : $"{Of.Sql} * {TimesSql} / NULLIF({By.Sql}, 0)";

    public IEnumerable<Aggregate> Aggregates => By is null ? [Of] : [Of, By];

    /// <summary>The figure of a group.</summary>
    /// <param name="state">The group.</param>
    /// <param name="at">Where its aggregates begin there.</param>
    public double? Result(GroupState state, int at)
    {
        var value = By is null
            ? state.Result(at)
            : state.Result(at + 1) is { } divisor && divisor != 0 ? state.Result(at) * Times / divisor : null;
        return value is { } number && double.IsFinite(number) ? number : null;
    }
}
