using BotKit.Ledger;

namespace BotKit.Handlers.Workflows;

/// <summary>
/// Sees that a run is canceled also while its Tasks are at work, and stops them when they do not end soon. Before that the run ends at the next
/// state boundary, so that what has finished is known, and undone.
/// </summary>
internal sealed class CancelWatch : IAsyncDisposable
{
    private readonly WorkflowRun _run;
    private readonly bool _looks;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    /// <summary>Begins to watch.</summary>
    /// <param name="run">The run.</param>
    /// <param name="looks">Whether other processes may cancel it, so that it must look for itself.</param>
    public CancelWatch(WorkflowRun run, bool looks)
    {
        (_run, _looks) = (run, looks);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(run.Token);
        _work = WatchAsync();
    }

    /// <summary>Fires when the Tasks must stop.</summary>
    public CancellationToken Token => _stop.Token;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _stop.Dispose();
        _end.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            while (_run.CancelReason is null)
            {
                await NewsAsync().ConfigureAwait(false);
            }

            var grace = _run.Services.Settings.CancelGrace;
            if (grace > TimeSpan.Zero)
            {
                await Task.Delay(grace, _run.Services.Clock, _end.Token).ConfigureAwait(false);
            }

            if (!_run.IsAborted)
            {
                await _stop.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The run has ended, or undoes already.
        }
    }

    private async ValueTask NewsAsync()
    {
        var nudged = _run.Activity.Nudged;
        if (!_run.IsLookDue || _run.CancelReason is not null)
        {
            using var timer = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            var look = _looks ? _run.Services.Settings.Look : Timeout.InfiniteTimeSpan;
            await Task.WhenAny(nudged, Task.Delay(look, _run.Services.Clock, timer.Token)).ConfigureAwait(false);
            await timer.CancelAsync().ConfigureAwait(false);
        }

        _end.Token.ThrowIfCancellationRequested();
        if (_run.IsLookDue)
        {
            try
            {
                await _run.LookAsync(_end.Token).ConfigureAwait(false);
            }
            catch (BotStoreException)
            {
                // The run's own writes say so louder; the next look may find it again.
            }
        }
    }
}
