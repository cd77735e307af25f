using BotKit.Ledger;
using BotKit.Workflows;

namespace BotKit.Handlers.Workflows;

/// <summary>Makes the graph of a run from its definition and what it has written.</summary>
internal static class GraphReader
{
    public static WorkflowGraph Make(StoredRun run, WorkflowDefinition definition, RunRecord record, BotPause? pause, DateTimeOffset now)
    {
        var root = record.Root;
        var hasEnded = run.EndedAt is not null;
        var tallies = new SortedDictionary<int, StepTally>();
        var current = new Dictionary<int, FrameRecord>();
        Add(CheckpointJournal.Root, record, definition, tallies, current);
        return new WorkflowGraph
        {
            ExecutionId = run.ExecutionId,
            Bot = run.Bot,
            Workflow = definition.Name,
            Version = definition.Version,
            Status = run.Status,
            Error = run.Status is null or BotStatus.Succeeded ? null : (string?)root.Members["x"],
            Pause = hasEnded ? null : pause,
            Steps = record.Frames.Values.Max(static it => it.Steps),
            StartedAt = root.Header!.StartedAt,
            EndedAt = run.EndedAt,
            StartAt = definition.Root.StartAt,
            Nodes = [.. definition.States.Select(state => Node(
                state, tallies.GetValueOrDefault(state.Index), hasEnded ? null : current.GetValueOrDefault(state.Index), pause is not null, run, now))],
            Edges = [.. definition.States.SelectMany(state => Edges(state, definition, tallies.GetValueOrDefault(state.Index)))],
        };
    }

    /// <summary>Adds a frame, and those inside it that belong to what it does now.</summary>
    private static void Add(
        string path, RunRecord record, WorkflowDefinition definition, SortedDictionary<int, StepTally> tallies, Dictionary<int, FrameRecord> current)
    {
        var frame = record.Frames[path];
        foreach (var (index, tally) in frame.Tallies())
        {
            if (tallies.TryGetValue(index, out var known))
            {
                known.Add(tally);
            }
            else
            {
                tallies[index] = tally;
            }
        }

        var phase = (FramePhase)(int)frame.Members["p"]!;
        if (phase is FramePhase.Succeeded or FramePhase.Failed || definition.Find((string)frame.Members["s"]!) is not { } state)
        {
            return;
        }

        current[state.Index] = frame;
        var prefix = path + ".";
        foreach (var (inner, it) in record.Frames)
        {
            if (inner.StartsWith(prefix, StringComparison.Ordinal) && !inner.AsSpan(prefix.Length).Contains('.')
                && it.Header is null && it.Entry == (long)frame.Members["q"]!)
            {
                Add(inner, record, definition, tallies, current);
            }
        }
    }

    private static WorkflowNode Node(State state, StepTally? tally, FrameRecord? current, bool isPaused, StoredRun run, DateTimeOffset now)
    {
        var due = (long?)current?.Members["d"] is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : (DateTimeOffset?)null;
        var isSignal = state is TaskState { Scheme: SignalTask.Scheme };
        var isWaiting = current is not null && (due > now || isPaused || isSignal || run.State == RunState.Scheduled);
        var spent = TimeSpan.FromMilliseconds(tally?.SpentMs ?? 0);
        return new WorkflowNode(state.Name, state.Type, StateOf(tally, current, isWaiting, run))
        {
            Parent = state.Parent?.Name,
            Branch = state.Branch,
            Resource = (state as TaskState)?.Resource,
            Comment = state.Comment,
            IsEnd = state.IsEnd,
            Entries = tally?.Entries ?? 0,
            Retries = tally?.Retries ?? 0,
            TimeSpent = current is null || tally is null ? spent : spent + (now - DateTimeOffset.FromUnixTimeMilliseconds(tally.EnteredMs)),
            EnteredAt = tally is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(tally.EnteredMs),
            DueAt = isWaiting ? due : null,
            Signal = isWaiting && isSignal ? ((TaskState)state).Target : null,
            Error = tally?.Error,
            Input = tally?.Input,
            Output = tally?.Output,
        };
    }

    private static WorkflowNodeState StateOf(StepTally? tally, FrameRecord? current, bool isWaiting, StoredRun run) => tally?.State switch
    {
        null => WorkflowNodeState.NotReached,
        StepState.Running when current is not null => isWaiting ? WorkflowNodeState.Waiting : WorkflowNodeState.Running,
        StepState.Running => run.EndedAt is null ? WorkflowNodeState.Running : WorkflowNodeState.Failed,
        StepState.Succeeded => WorkflowNodeState.Succeeded,
        StepState.Caught => WorkflowNodeState.Caught,
        StepState.Compensated => WorkflowNodeState.Compensated,
        _ => WorkflowNodeState.Failed,
    };

    private static IEnumerable<WorkflowEdge> Edges(State state, WorkflowDefinition definition, StepTally? tally)
    {
        if (state.Next is { } next)
        {
            yield return Edge(next, WorkflowEdgeKind.Next, null);
        }

        foreach (var rule in (state as ChoiceState)?.Choices ?? [])
        {
            yield return Edge(rule.Next, WorkflowEdgeKind.Choice, Short(rule.Condition.Summary));
        }

        if (state is ChoiceState { Default: { } otherwise })
        {
            yield return Edge(otherwise, WorkflowEdgeKind.Default, null);
        }

        foreach (var catcher in state.Catch)
        {
            yield return Edge(catcher.Next, WorkflowEdgeKind.Catch, Short(string.Join(", ", catcher.ErrorEquals)));
        }

        if (state is TaskState { Compensate: { } compensate })
        {
            yield return Edge(compensate, WorkflowEdgeKind.Compensate, null) with { Taken = tally?.State == StepState.Compensated ? 1 : 0 };
        }

        foreach (var machine in state.Machines)
        {
            yield return Edge(machine.StartAt, WorkflowEdgeKind.Branch, null) with { Taken = tally?.Entries ?? 0 };
        }

        WorkflowEdge Edge(string to, WorkflowEdgeKind kind, string? label) => new(state.Name, to, kind)
        {
            Label = label,
            Taken = definition.Find(to) is { } target ? tally?.Ways.GetValueOrDefault(target.Index) ?? 0 : 0,
        };
    }

    private static string Short(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
