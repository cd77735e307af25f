using System.Collections.Concurrent;

namespace BotKit.Storage.Writer;

/// <summary>Wakes those who wait in this process for the end of a run that holds an idempotency key.</summary>
internal sealed class KeyWaits
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waits = new();

    /// <summary>Completes once the run has ended here.</summary>
    public Task Of(Guid executionId)
        => _waits.GetOrAdd(executionId, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>A run has ended.</summary>
    public void Ended(Guid executionId)
    {
        if (!_waits.IsEmpty && _waits.TryRemove(executionId, out var wait))
        {
            wait.TrySetResult();
        }
    }
}
