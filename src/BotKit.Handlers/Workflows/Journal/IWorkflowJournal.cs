namespace BotKit.Handlers.Workflows;

/// <summary>Keeps where the frames of a run stand.</summary>
internal interface IWorkflowJournal
{
    /// <summary>Reads a frame's record.</summary>
    ValueTask<FrameRecord?> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Writes a frame's record; it is committed when this returns.</summary>
    ValueTask WriteAsync(Frame frame, long steps, CancellationToken cancellationToken);

    /// <summary>Keeps the whole input of a state of the workflow itself, for a later start from there; the record has only the beginning of it.</summary>
    ValueTask KeepInputAsync(int state, FrameData data, CancellationToken cancellationToken);
}
