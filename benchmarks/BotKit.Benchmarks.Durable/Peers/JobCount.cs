namespace BotKit.Benchmarks.Durable.Peers;

/// <summary>Counts jobs as they end, and says when so many have.</summary>
internal sealed class JobCount
{
    private TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    public Task Expect(int count)
    {
        _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _left, count);
        return _reached.Task;
    }

    public void Add()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _reached.SetResult();
        }
    }
}
