using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>
/// Where one machine stands: the workflow itself, a branch, an iteration, a workflow inside another, or a compensation. The frames are the
/// whole state of a run; each is one checkpoint.
/// </summary>
internal sealed class Frame
{
    /// <summary>The name of its checkpoint.</summary>
    public required string Path { get; init; }

    /// <summary>What idempotency keys of its Tasks begin with, behind the run's id.</summary>
    public required string Key { get; init; }

    /// <summary>At which <see cref="Seq"/> of the frame around it it was begun: a record of another one is of old.</summary>
    public long Entry { get; init; }

    public required Machine Machine { get; init; }

    public required VariableScope Variables { get; init; }

    /// <summary>Says which workflow it is, where it is one.</summary>
    public RunHeader? Header { get; set; }

    /// <summary>The frame that undoes at present, or did last.</summary>
    public Frame? UndoFrame { get; set; }

    /// <summary>The workflow's definition that its states are of.</summary>
    public required WorkflowDefinition Definition { get; init; }

    /// <summary>The item of a Map, for the context object.</summary>
    public (int Index, JsonNode? Value)? Item { get; init; }

    /// <summary>The frame around it whose states are counted with it.</summary>
    public Frame? Outer { get; init; }

    /// <summary>How many workflows are around it.</summary>
    public int Depth { get; init; }

    /// <summary>The workflow inside the run whose time ends first, this frame or one around it, and when.</summary>
    public (Frame Of, DateTimeOffset At)? Limit { get; set; }

    public string StateName { get; set; } = string.Empty;

    public State State => Machine[StateName];

    /// <summary>Grows with each entry of a state, and with each new try.</summary>
    public long Seq { get; set; }

    public FramePhase Phase { get; set; }

    public bool IsEnded => Phase is FramePhase.Succeeded or FramePhase.Failed;

    /// <summary>The state's input, or what the frame came to.</summary>
    public FrameData Data { get; set; } = FrameData.Empty;

    public DateTimeOffset EnteredAt { get; set; }

    public DateTimeOffset? Due { get; set; }

    /// <summary>How often each Retrier of the state has tried again.</summary>
    public int[] Tries { get; set; } = [];

    public string? Error { get; set; }

    public string? Cause { get; set; }

    /// <summary>Finished Tasks that can be undone.</summary>
    public List<UndoEntry> Undo { get; } = [];

    /// <summary>Those that are undone now, the last one first.</summary>
    public List<UndoEntry> Undoing { get; } = [];

    /// <summary>Whether the state is tried again once they are undone; otherwise the frame has failed.</summary>
    public bool RetriesAfterUndo { get; set; }

    /// <summary>Whether one of them could not be undone.</summary>
    public bool IsHalfUndone { get; set; }

    /// <summary>The latest signal that was used, should its removal not have been stored.</summary>
    public string? UsedSignal { get; set; }

    /// <summary>The name of the signal that was used, until that is written and the signal removed.</summary>
    public string? SignalToRemove { get; set; }

    /// <summary>Whether the whole input of its state is to be kept beside its record.</summary>
    public bool KeepsInput { get; set; }

    /// <summary>What became of its states so far, by their place in the definition.</summary>
    public SortedDictionary<int, StepTally> Tally { get; } = [];

    /// <summary>Whether it differs from its checkpoint.</summary>
    public bool IsDirty { get; set; }

    /// <summary>The bytes of what its compensations will get.</summary>
    public long UndoBytes => Undo.Concat(Undoing).Sum(static it => (long)it.Data.Utf8.Length);

    /// <summary>Assigns what a state assigns.</summary>
    /// <exception cref="StateFailureException"><see cref="ErrorNames.DataLimitExceeded"/>: it would keep too much, together with what is to be undone. Nothing is assigned.</exception>
    public void Assign(IReadOnlyDictionary<string, FrameData>? assign, UndoEntry? undo = null)
    {
        if ((assign is not null || undo is not null)
            && Variables.BytesWith(assign) + UndoBytes + (undo?.Data.Utf8.Length ?? 0) > WorkflowDefaults.MaxKeptBytes)
        {
            throw new StateFailureException(
                ErrorNames.DataLimitExceeded, $"The variables and the data for compensations have more than {WorkflowDefaults.MaxKeptBytes} bytes.");
        }

        foreach (var (name, value) in assign ?? new Dictionary<string, FrameData>())
        {
            Variables.Assign(name, value);
        }
    }

    public int TryCount => Tries.Sum();
}
