namespace BotKit.Handlers.Workflows;

/// <summary>The defaults and limits of the workflow bot, in one place.</summary>
internal static class WorkflowDefaults
{
    public const string Bot = "workflow";

    /// <summary>States that a run may enter.</summary>
    public const int MaxSteps = 25_000;

    /// <summary>The longest name of a state, as Amazon States Language has it.</summary>
    public const int MaxStateName = 80;

    public const int MaxWorkflowName = 80;

    /// <summary>States of a definition, those inside Parallel and Map included.</summary>
    public const int MaxStates = 2_000;

    public const int MaxDefinitionBytes = 1 << 20;

    /// <summary>Signals of a run that may wait to be used.</summary>
    public const int MaxSignals = 100;

    /// <summary>How deep Parallel and Map may nest in a definition, and workflows in each other.</summary>
    public const int MaxNesting = 10;

    public const int MaxWorkflowDepth = 8;

    /// <summary>The most UTF-8 bytes that go from one state to the next, as AWS has it.</summary>
    public const int MaxDataBytes = 256 * 1024;

    /// <summary>The most UTF-8 bytes that the variables and the data for compensations of a machine come to, as AWS has it for variables.</summary>
    public const int MaxKeptBytes = 10 << 20;

    /// <summary>How deep data may nest. A checkpoint wraps it, and a checkpoint nests at most 64 deep.</summary>
    public const int MaxDataDepth = 48;

    /// <summary>Values that a path may look at.</summary>
    public const int MaxPathVisits = 100_000;

    public const int MaxPathLength = 1_000;

    /// <summary>Intrinsic functions in each other, as AWS has it.</summary>
    public const int MaxIntrinsicDepth = 10;

    /// <summary>Items of a Map, and branches of a Parallel.</summary>
    public const int MaxItems = 10_000;

    /// <summary>Iterations of a Map that run at once when the definition does not say, as AWS has it.</summary>
    public const int MaxConcurrency = 40;

    /// <summary>Bytes of a state's input and output that the journal keeps for the graph.</summary>
    public const int MaxShownBytes = 512;

    public const int MaxErrorName = 256;

    public const int MaxShownCause = 1_000;

    public const int MaxVariableName = 80;

    public const int MaxAttempts = 99_999_999;

    public const long MaxSeconds = 99_999_999;

    /// <summary>How often a run may be lost with its process: each of its steps may be, which is no sign of poison.</summary>
    public const int MaxLost = 100;

    public static readonly TimeSpan TotalTimeout = TimeSpan.FromHours(1);

    /// <summary>How long a run works before it gives its place to others for a moment, at the next state boundary.</summary>
    public static readonly TimeSpan Turn = TimeSpan.FromMinutes(1);

    /// <summary>How long tasks of a canceled run may still work: together with <see cref="Look"/> it is stopped within 5 seconds, wherever it runs.</summary>
    public static readonly TimeSpan CancelGrace = TimeSpan.FromSeconds(3);

    /// <summary>How long a direct run may undo when nobody waits for it any more.</summary>
    public static readonly TimeSpan UndoTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How often a run looks for a pause and signals in the store while it works.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>A queued run that is due within this time may begin while it is canceled.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <summary>A run that waits for a signal looks for it this often, whatever happened to its wake-up call.</summary>
    public static readonly TimeSpan SignalRecheck = TimeSpan.FromHours(6);
}
