using BotKit.Diagnostics;
using BotKit.Ledger;
using Microsoft.Extensions.Logging;

namespace BotKit.Nodes;

/// <summary>
/// The lease under which this process holds runs. It joins the store when it is first asked for and renews the lease until it
/// is drained; a process that holds nothing leaves no trace.
/// </summary>
internal sealed class NodeLease : IBotLifecycle, ILeaseOwner, IAsyncDisposable, IDisposable
{
    // For runs that are not the queue's, whose worker waits for its own before.
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly IBotNodeStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly LeaseBeat _beat;
    private readonly LeaseWatch _watch;
    private readonly NodeSweep _sweep;
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource<NodeIncarnation> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _threads;
    private NodeIncarnation? _current;
    private bool _isClosed;
    private int _disposed;

    public NodeLease(IBotNodeStore store, NodeOptions options, TimeProvider clock, ILogger logger)
    {
        _store = store;
        _clock = clock;
        _logger = logger;
        _beat = new LeaseBeat(store, options, clock, logger, this);
        _watch = new LeaseWatch(clock, () => Current, Expired);
        _sweep = new NodeSweep(store, options, clock, logger, () => Current);
        if (!store.HasLeases)
        {
            Joined(new NodeIncarnation(clock, lease: null));
        }
    }

    /// <summary>Runs of this node whose end somebody asked for; raised on the thread pool, perhaps several times for one run.</summary>
    public event Action<Guid>? Canceling;

    public BotLifecycleStage Stage => BotLifecycleStage.Node;

    /// <summary>Whether the node stops and takes no more runs; a store without leases ends with its process, and takes them to the end.</summary>
    public bool IsClosed => _store.HasLeases && Volatile.Read(ref _isClosed);

    /// <summary>The incarnation that holds or last held the lease; <see langword="null"/> before the first.</summary>
    public NodeIncarnation? Current => Volatile.Read(ref _current);

    /// <summary>The incarnation that holds the lease; it waits for the store where there is none.</summary>
    /// <exception cref="BotStoreException">The node stops, or has stopped.</exception>
    public async ValueTask<NodeIncarnation> HoldAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<NodeIncarnation> next;
            lock (_lock)
            {
                if (IsClosed)
                {
                    throw new BotStoreException("This node stops and takes no more runs.");
                }

                if (_current is { IsHeld: true } current)
                {
                    return current;
                }

                if (_next.Task.IsCompleted)
                {
                    _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }

                _threads ??= StartThreads();
                next = _next.Task;
            }

            var joined = await next.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (joined.IsHeld)
            {
                return joined;
            }
        }
    }

    /// <summary>Nothing: it joins when it is asked for.</summary>
    public ValueTask StartAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        Close();
        if (_store.HasLeases && Current is { IsHeld: true } current)
        {
            // What executes keeps its lease, which goes on being renewed, until its end is stored; what does not end is canceled.
            if (!await IdleAsync(current, cancellationToken).ConfigureAwait(false))
            {
                Log.NodeNotLeft(_logger, current.Running);
                Lose(current, "the host stops while code of its runs executes");
            }
        }

        // Though nobody waits any more: a node that leaves spares the others the end of its lease.
        using var limit = new CancellationTokenSource(LeaveLimit, _clock);
        var token = cancellationToken.IsCancellationRequested ? limit.Token : cancellationToken;
        await Stop().WaitAsync(token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_store.HasLeases && Current is { IsHeld: true, Running: 0 } left)
        {
            await _store.LeaveAsync(left.Id, token).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await Stop().ConfigureAwait(false);
            Release();
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _ = Stop().ContinueWith(_ => Release(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    public void Joined(NodeIncarnation incarnation)
    {
        lock (_lock)
        {
            Volatile.Write(ref _current, incarnation);
            _next.TrySetResult(incarnation);
        }

        if (_store.HasLeases)
        {
            Log.NodeJoined(_logger, incarnation.Id);
        }
    }

    public void Refused(NodeIncarnation incarnation) => Lose(incarnation, "the store refused its renewal");

    public void CancelRequested(IReadOnlyList<Guid> runs)
    {
        if (runs.Count > 0 && Canceling is { } canceling)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static work =>
                {
                    foreach (var run in work.runs)
                    {
                        work.canceling(run);
                    }
                },
                (canceling, runs),
                preferLocal: false);
        }
    }

    private void Expired(NodeIncarnation incarnation) => Lose(incarnation, "it could not be renewed in time");

    private void Lose(NodeIncarnation incarnation, string why)
    {
        if (incarnation.Lose(exception => Log.LossCallbackFailed(_logger, exception)))
        {
            Log.LeaseLost(_logger, incarnation.Id, why);
        }
    }

    private Task StartThreads()
    {
        using var unflowed = ExecutionContext.SuppressFlow();
        return Task.WhenAll(
            DedicatedThread.Start("BotKit lease", _beat.Run),
            DedicatedThread.Start("BotKit lease watch", _watch.Run),
            Task.Run(() => _sweep.RunAsync(_stop.Token)));
    }

    /// <summary>From now on nothing is held any more but what is.</summary>
    private void Close()
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                _next.TrySetException(new BotStoreException("This node stops and takes no more runs."));
                _ = _next.Task.Exception;
            }
        }
    }

    /// <returns>Whether nothing executes any more.</returns>
    private async ValueTask<bool> IdleAsync(NodeIncarnation node, CancellationToken cancellationToken)
    {
        var start = _clock.GetTimestamp();
        while (node is { Running: > 0, IsHeld: true } && !cancellationToken.IsCancellationRequested && _clock.GetElapsedTime(start) < IdleLimit)
        {
            await Task.Delay(Glance, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return node.Running == 0;
    }

    private Task Stop()
    {
        Close();
        lock (_lock)
        {
            if (!_stop.IsCancellationRequested)
            {
                _stop.Cancel();
                _beat.Stop();
                _watch.Stop();
            }

            return _threads ?? Task.CompletedTask;
        }
    }

    private void Release()
    {
        _beat.Dispose();
        _watch.Dispose();
        _stop.Dispose();
    }
}
