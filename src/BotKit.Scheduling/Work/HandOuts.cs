using BotKit.Queue;
using BotKit.Scheduling.Diagnostics;
using BotKit.Scheduling.Schedules;
using Microsoft.Extensions.Logging;
using CrashPoint = BotKit.Diagnostics.CrashPoint;

namespace BotKit.Scheduling.Work;

/// <summary>Starts claimed runs, which happen on the thread pool, and keeps their slots.</summary>
internal sealed class HandOuts(
    Slots slots, IBotDelivery delivery, ResultWriter writer, QueueMetrics metrics, ScheduledRuns scheduled, TimeProvider clock, ILogger logger)
{
    private volatile bool _isClosed;

    public Slots Slots => slots;

    /// <summary>From now on nothing starts any more; what is claimed all the same is given back.</summary>
    public void Close() => _isClosed = true;

    public void Start(ClaimedRun run, Shift shift)
    {
        slots.Take(run);
        shift.Node.Enter();
        _ = RunAsync(run, shift);
    }

    private async Task RunAsync(ClaimedRun run, Shift shift)
    {
        try
        {
            CrashPoint.Reached?.Invoke(CrashPoint.RunStarting);
            var startedAt = clock.GetUtcNow();
            Delivered delivered;
            try
            {
                delivered = await Deliver(run, shift).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (shift.Abandon.IsCancellationRequested)
            {
                delivered = Verdicts.Returned(run);
            }
#pragma warning disable CA1031 // A bot's failure is an outcome; this is one of the machinery around it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.NotDelivered(logger, exception, run.ExecutionId, run.Bot);
                delivered = Verdicts.NotDelivered(run, startedAt, clock.GetUtcNow());
            }

            CrashPoint.Reached?.Invoke(CrashPoint.RunDelivered);
            await EndAsync(run, delivered, shift).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nobody waits for it; its slot must be freed whatever happens.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.NotDelivered(logger, exception, run.ExecutionId, run.Bot);
        }
        finally
        {
            shift.Node.Exit();
            slots.Free(run);
        }
    }

    private ValueTask<Delivered> Deliver(ClaimedRun run, Shift shift)
    {
        if (_isClosed || shift.Abandon.IsCancellationRequested)
        {
            return new(Verdicts.Returned(run));
        }

        metrics.Started(run);
        scheduled.Started(run);
        return delivery.DeliverAsync(run, shift.Abandon);
    }

    private async ValueTask EndAsync(ClaimedRun run, Delivered delivered, Shift shift)
    {
        // What may happen again elsewhere must have ended here first; an outcome need not wait for code that ignores its end.
        if (delivered.Release is not null)
        {
            await EndedAsync(delivered.CodeEnded).ConfigureAwait(false);
        }

        await writer.WriteAsync(run, delivered, shift).ConfigureAwait(false);
        CrashPoint.Reached?.Invoke(CrashPoint.RunWritten);
        if (delivered.Outcome is not null)
        {
            scheduled.Ended(run);
        }

        if (!delivered.CodeEnded.IsCompleted)
        {
            slots.CountOverdue(1);
            await EndedAsync(delivered.CodeEnded).ConfigureAwait(false);
            slots.CountOverdue(-1);
        }
    }

    private static async ValueTask EndedAsync(Task codeEnded)
        => await codeEnded.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
