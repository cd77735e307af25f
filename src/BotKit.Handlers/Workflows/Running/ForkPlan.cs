using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>What a Parallel or Map does: its branches, and how many of them may fail.</summary>
internal sealed class ForkPlan
{
    public required int Count { get; init; }

    public required Func<int, Machine> Machine { get; init; }

    public required Func<int, FrameData> Data { get; init; }

    public required Func<int, ChildKind> Kind { get; init; }

    public required int Concurrency { get; init; }

    public int Tolerated { get; init; }

    /// <summary>Whether the error of too many failures is its own, and not that of the first branch.</summary>
    public bool HasOwnError { get; init; }

    /// <exception cref="StateFailureException">The input does not fit.</exception>
    public static ForkPlan Of(WorkflowRun run, Frame frame, DataScope scope) => frame.State is MapState map
        ? OfMap(run, frame, map, scope)
        : OfParallel((ParallelState)frame.State, scope);

    private static ForkPlan OfParallel(ParallelState state, DataScope scope)
    {
        var data = FrameData.Of(state.Parameters is { } parameters ? parameters.Fill(scope) : JsonNodes.Copy(scope.Input));
        return new ForkPlan
        {
            Count = state.Branches.Count,
            Machine = index => state.Branches[index],
            Data = _ => data,
            Kind = static _ => ChildKind.Branch,
            Concurrency = state.Branches.Count,
        };
    }

    private static ForkPlan OfMap(WorkflowRun run, Frame frame, MapState state, DataScope scope)
    {
        var source = state.ItemsPath is { } path ? scope.Read(path, "ItemsPath") : scope.Input;
        if (source is not JsonArray items)
        {
            throw StateFailureException.Runtime($"The Map '{state.Name}' needs an array{(state.ItemsPath is null ? string.Empty : $" at '{state.ItemsPath}'")}.");
        }

        if (items.Count > WorkflowDefaults.MaxItems)
        {
            throw new StateFailureException(ErrorNames.DataLimitExceeded, $"A Map has at most {WorkflowDefaults.MaxItems} items.");
        }

        var most = (int)(state.MaxConcurrency?.Read(scope, "MaxConcurrency", int.MaxValue, isWhole: true) ?? 0);
        var count = state.ToleratedCount?.Read(scope, "ToleratedFailureCount", int.MaxValue, isWhole: true);
        var percentage = state.ToleratedPercentage?.Read(scope, "ToleratedFailurePercentage", 100, isWhole: false);
        return new ForkPlan
        {
            Count = items.Count,
            Machine = _ => state.Processor,
            Data = index => FrameData.Of(state.ItemSelector is { } selector
                ? selector.Fill(run.ScopeOf(frame, scope.Input, index, items[index]))
                : JsonNodes.Copy(items[index])),
            Kind = index => new ChildKind((index, items[index])),
            Concurrency = most == 0 ? WorkflowDefaults.MaxConcurrency : Math.Min(most, WorkflowDefaults.MaxConcurrency),
            Tolerated = (int)Math.Min(count ?? (percentage is null ? 0 : int.MaxValue), percentage is { } part ? Math.Floor(part * items.Count / 100) : int.MaxValue),
            HasOwnError = count is not null || percentage is not null || state.IsDistributed,
        };
    }
}
