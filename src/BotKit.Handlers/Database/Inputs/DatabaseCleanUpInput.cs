namespace BotKit.Handlers;

/// <summary>
/// Asks for old rows to be removed by the database's configured rules; the answer is a <see cref="DatabaseCleanUp"/>, or a
/// <see cref="DatabaseCleanUpPlan"/> in a dry run. When it ends early, the next one goes on.
/// </summary>
public sealed record DatabaseCleanUpInput : DatabaseInput
{
    /// <summary>The configured name of one rule; its case does not matter. <see langword="null"/> for all. Default all.</summary>
    public string? Rule { get; init; }
}
