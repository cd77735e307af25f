using System.Collections.Concurrent;
using BotKit.Diagnostics;
using BotKit.Ledger;
using Microsoft.Extensions.Logging;

namespace BotKit.Execution;

/// <summary>
/// Writes how direct durable runs ended. What the store does not take at once is written again in the background, until it is
/// taken or the run belongs to somebody else.
/// </summary>
internal sealed class OutcomeWriter(IBotLedger ledger, TimeProvider clock, ILogger logger) : IBotLifecycle, IAsyncDisposable, IDisposable
{
    private const int MaxUnwritten = 10_000;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, Task> _unwritten = new();
    private readonly CancellationTokenSource _stop = new();
    private int _disposed;

    public BotLifecycleStage Stage => BotLifecycleStage.Service;

    /// <summary>Ends of runs that the store has not taken yet.</summary>
    public int Unwritten => _unwritten.Count;

    /// <summary>Ends when the end of a run is stored, or is not tried any more.</summary>
    public Task WhenWritten(Guid executionId) => _unwritten.GetValueOrDefault(executionId, Task.CompletedTask);

    /// <summary>Writes an outcome.</summary>
    /// <returns>Whether it is stored.</returns>
    public async ValueTask<bool> TryWriteAsync(RunOutcome outcome)
    {
        try
        {
            if (await ledger.EndAsync(outcome, CancellationToken.None).ConfigureAwait(false))
            {
                return true;
            }

            Log.OutcomeStale(logger, outcome.ExecutionId, outcome.Bot);
        }
#pragma warning disable CA1031 // Whatever a store throws: the outcome is kept and written again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.EnvelopeNotStored(logger, exception, outcome.ExecutionId, outcome.Bot);
            WriteLater(outcome);
        }

        return false;
    }

    /// <summary>Writes an outcome in the background.</summary>
    public void WriteLater(RunOutcome outcome)
    {
        if (_unwritten.Count >= MaxUnwritten)
        {
            Log.OutcomeLost(logger, outcome.ExecutionId, outcome.Bot);
            return;
        }

        var write = new Task<Task>(() => RepeatAsync(outcome));
        if (_unwritten.TryAdd(outcome.ExecutionId, write.Unwrap()))
        {
            write.Start(TaskScheduler.Default);
        }
    }

    public ValueTask StartAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_unwritten.Values).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await DrainAsync(CancellationToken.None).ConfigureAwait(false);
            _stop.Dispose();
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }

    private async Task RepeatAsync(RunOutcome outcome)
    {
        var stop = _stop.Token;
        var delay = FirstDelay;
        var isLast = false;
        while (!await TryAgainAsync(outcome).ConfigureAwait(false))
        {
            if (isLast)
            {
                Log.OutcomeLost(logger, outcome.ExecutionId, outcome.Bot);
                break;
            }

            await Task.Delay(delay, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // At the stop there is one more attempt, and no waiting.
            isLast = stop.IsCancellationRequested;
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }

        _unwritten.TryRemove(outcome.ExecutionId, out _);
    }

    /// <returns>Whether there is nothing left to do.</returns>
    private async ValueTask<bool> TryAgainAsync(RunOutcome outcome)
    {
        try
        {
            if (!await ledger.EndAsync(outcome, CancellationToken.None).ConfigureAwait(false))
            {
                Log.OutcomeStale(logger, outcome.ExecutionId, outcome.Bot);
            }

            return true;
        }
#pragma warning disable CA1031 // As above; it was logged the first time.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
