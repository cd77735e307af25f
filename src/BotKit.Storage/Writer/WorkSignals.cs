using System.Collections.Concurrent;

namespace BotKit.Storage.Writer;

/// <summary>
/// Wakes idle workers. A claim clears its node's signal before it looks, so that what is committed after its look is never missed.
/// </summary>
internal sealed class WorkSignals(TimeProvider timeProvider)
{
    private readonly ConcurrentDictionary<Guid, WorkSignal> _signals = new();

    /// <summary>There may be something to claim.</summary>
    public void Set()
    {
        foreach (var signal in _signals.Values)
        {
            signal.Set();
        }
    }

    /// <summary>A claim begins to look.</summary>
    public void Clear(Guid node) => Of(node).Clear();

    public void Remove(Guid node) => _signals.TryRemove(node, out _);

    public Task WaitAsync(Guid node, TimeSpan atMost, CancellationToken cancellationToken)
        => atMost <= TimeSpan.Zero ? Task.CompletedTask : Of(node).WaitAsync(atMost, timeProvider, cancellationToken);

    private WorkSignal Of(Guid node) => _signals.GetOrAdd(node, static _ => new WorkSignal());
}

internal sealed class WorkSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set()
    {
        lock (_gate)
        {
            _next.TrySetResult();
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            if (_next.Task.IsCompleted)
            {
                _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    public async Task WaitAsync(TimeSpan atMost, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        Task task;
        lock (_gate)
        {
            task = _next.Task;
        }

        try
        {
            await task.WaitAsync(atMost, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The time has passed: look again.
        }

        Clear();
    }
}
