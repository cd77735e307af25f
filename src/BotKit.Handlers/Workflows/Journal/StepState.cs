namespace BotKit.Handlers.Workflows;

/// <summary>What became of a state the latest time.</summary>
internal enum StepState
{
    Running,
    Succeeded,
    Failed,
    Caught,
    Compensated,
}
