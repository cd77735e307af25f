namespace BotKit.Handlers.Workflows;

/// <summary>Where a frame stands with its state.</summary>
internal enum FramePhase
{
    /// <summary>The state is at work, or waits by its own nature.</summary>
    Working,

    /// <summary>The state failed and is tried again at a due time.</summary>
    RetryWait,

    /// <summary>Finished tasks are undone, one after the other.</summary>
    Undoing,

    Succeeded,

    Failed,
}
