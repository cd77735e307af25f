namespace BotKit.Nodes;

/// <summary>One life of this process as a holder of runs. Once lost it never holds again; the next one has another id.</summary>
#pragma warning disable CA1001 // The source has no timer, and runs may look at its token long after the lease is lost.
internal sealed class NodeIncarnation
#pragma warning restore CA1001
{
    // Given up a little early: other nodes' clocks may run faster, and canceling takes its time.
    internal const double Share = 0.9;

    private readonly TimeProvider _clock;
    private readonly TimeSpan? _hold;
    private readonly CancellationTokenSource _lost = new();
    private LeaseStamp _renewed;
    private int _running;
    private int _ended;

    public NodeIncarnation(TimeProvider clock, TimeSpan? lease)
    {
        _clock = clock;
        _hold = lease * Share;
        _renewed = LeaseStamp.Now(clock);
        Id = Guid.CreateVersion7(_renewed.At);
        Lost = _lost.Token;
    }

    /// <summary>The incarnation's id in the store.</summary>
    public Guid Id { get; }

    /// <summary>Fires when the lease is lost, before another node may take its runs: whatever comes of these is to be discarded.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Whether it holds its lease, by the clock and not by whether somebody noticed.</summary>
    public bool IsHeld => !IsLost && !IsOver;

    /// <summary>Whether <see cref="Lost"/> has fired.</summary>
    public bool IsLost => Volatile.Read(ref _ended) != 0;

    /// <summary>Whether the last renewal was too long ago.</summary>
    public bool IsOver => _hold is { } hold && Volatile.Read(ref _renewed).Elapsed(_clock) >= hold;

    /// <summary>Runs whose code is executing under this incarnation, so that it must not leave.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>How long the lease still lasts.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var left = (_hold ?? TimeSpan.MaxValue) - Volatile.Read(ref _renewed).Elapsed(_clock);
            return IsLost || left < TimeSpan.Zero ? TimeSpan.Zero : left;
        }
    }

    /// <summary>Code of a run begins to execute.</summary>
    public void Enter() => Interlocked.Increment(ref _running);

    /// <summary>It has really returned.</summary>
    public void Exit() => Interlocked.Decrement(ref _running);

    /// <summary>The store accepted a renewal that was sent at this instant.</summary>
    public void Renew(LeaseStamp sent) => Volatile.Write(ref _renewed, sent);

    /// <summary>Ends it; callbacks run on this thread, so that a starved thread pool does not delay them.</summary>
    /// <returns>Whether it was not lost before.</returns>
    public bool Lose(Action<Exception> failed)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return false;
        }

        try
        {
            _lost.Cancel();
        }
#pragma warning disable CA1031 // What a callback of a bot's token throws must not end the thread that keeps the lease.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failed(exception);
        }

        return true;
    }
}
