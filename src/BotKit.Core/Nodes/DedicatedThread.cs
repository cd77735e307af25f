namespace BotKit.Nodes;

/// <summary>A thread beside the thread pool.</summary>
internal static class DedicatedThread
{
    private const int StackBytes = 1024 * 1024;

    /// <returns>A task that ends with the thread.</returns>
    public static Task Start(string name, Action work)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(
            () =>
            {
                try
                {
                    work();
                    ended.SetResult();
                }
#pragma warning disable CA1031 // An exception on a thread of its own would end the process.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    ended.SetException(exception);
                }
            },
            StackBytes)
        {
            Name = name,
            IsBackground = true,
        }.UnsafeStart();
        return ended.Task;
    }
}
