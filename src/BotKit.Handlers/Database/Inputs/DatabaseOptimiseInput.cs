namespace BotKit.Handlers;

/// <summary>
/// Asks for the statistics of the planner to be renewed and for unused space to be given back, within the database's
/// <c>LockBudget</c>; the answer is a <see cref="DatabaseOptimisation"/>, or a <see cref="DatabaseOptimisationPlan"/> in a dry run.
/// </summary>
public sealed record DatabaseOptimiseInput : DatabaseInput
{
    /// <summary>Whether to build indexes anew, too. Default <see langword="false"/>.</summary>
    public bool Reindex { get; init; }
}
