namespace BotKit.Handlers.Database;

/// <summary>One step that is to be taken.</summary>
/// <param name="Step">What it is.</param>
/// <param name="Target">What it works on, for people.</param>
/// <param name="Sql">The statement, with names from the live catalogue, quoted.</param>
internal sealed record OptimisingTask(string Step, string Target, string Sql)
{
    public const string Analyze = "analyze";
    public const string Vacuum = "vacuum";
    public const string Reindex = "reindex";
}

/// <summary>A database whose steps are taken one at a time, each on its own.</summary>
internal interface IOptimisingTarget : IAsyncDisposable
{
    ValueTask<IReadOnlyList<OptimisingTask>> PlanAsync(bool reindex, CancellationToken cancellationToken);

    ValueTask<OptimisationOutcome> RunAsync(OptimisingTask task, CancellationToken cancellationToken);

    ValueTask<long> MeasureAsync(CancellationToken cancellationToken);
}
