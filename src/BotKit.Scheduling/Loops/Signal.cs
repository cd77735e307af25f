namespace BotKit.Scheduling.Loops;

/// <summary>Wakes whoever waits; a signal that nobody waits for is kept.</summary>
internal sealed class Signal
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _raised = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when it is raised.</summary>
    public Task Raised
    {
        get
        {
            lock (_lock)
            {
                return _raised.Task;
            }
        }
    }

    public void Raise()
    {
        lock (_lock)
        {
            _raised.TrySetResult();
        }
    }

    /// <summary>What is raised from now on counts.</summary>
    public void Lower()
    {
        lock (_lock)
        {
            if (_raised.Task.IsCompleted)
            {
                _raised = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
