namespace BotKit.Testing;

/// <summary>Knows whether any thread is executing code that a host's runs called, wherever they went on.</summary>
internal sealed class RunFlow
{
    private static readonly AsyncLocal<RunFlow?> Ambient = new(static change =>
    {
        change.PreviousValue?.Leave();
        change.CurrentValue?.Enter();
    });

    private int _threads;

    public bool IsIdle => Volatile.Read(ref _threads) == 0;

    /// <summary>
    /// Begins something as part of the flow, and outside the test's own synchronization context, so that it goes on where it
    /// is woken.
    /// </summary>
    public T Begin<T>(Func<T> begin)
    {
        var outer = Ambient.Value;
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        Ambient.Value = this;
        try
        {
            return begin();
        }
        finally
        {
            Ambient.Value = outer;
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void Enter() => Interlocked.Increment(ref _threads);

    private void Leave() => Interlocked.Decrement(ref _threads);
}
