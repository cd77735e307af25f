namespace BotKit.Handlers.Workflows;

/// <summary>Ends a Task whose time is over or whose heartbeat is missing.</summary>
internal sealed class TaskLimit : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly ITimer? _timeout;
    private readonly ITimer? _heartbeat;
    private readonly ITimer? _deadline;
    private readonly TimeSpan? _beat;

    public TaskLimit(TimeProvider clock, TimeSpan? timeout, TimeSpan? heartbeat, DateTimeOffset? deadline, CancellationToken cancellationToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _beat = heartbeat;
        _timeout = Timer(clock, timeout, ErrorNames.Timeout, false);
        _heartbeat = Timer(clock, heartbeat, ErrorNames.HeartbeatTimeout, false);
        _deadline = Timer(clock, deadline - clock.GetUtcNow(), ErrorNames.Timeout, true);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Which limit was passed.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether it is that of the whole workflow.</summary>
    public bool IsDeadline { get; private set; }

    public void Beat() => _heartbeat?.Change(Bounded(_beat!.Value), Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timeout?.Dispose();
        _heartbeat?.Dispose();
        _deadline?.Dispose();
        _source.Dispose();
    }

    private ITimer? Timer(TimeProvider clock, TimeSpan? after, string error, bool isDeadline)
        => after is { } left ? clock.CreateTimer(_ => Pass(error, isDeadline), null, Bounded(left), Timeout.InfiniteTimeSpan) : null;

    private void Pass(string error, bool isDeadline)
    {
        lock (_source)
        {
            if (Error is null)
            {
                Error = error;
                IsDeadline = isDeadline;
            }
        }

        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The Task has ended in this moment.
        }
    }

    private static TimeSpan Bounded(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time > TimeSpan.FromDays(40) ? TimeSpan.FromDays(40) : time;
}
