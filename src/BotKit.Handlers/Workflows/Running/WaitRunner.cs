using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Waits for a time or a signal. The due time is in the journal, so that it survives the process.</summary>
internal static class WaitRunner
{
    public static async ValueTask RunAsync(WorkflowRun run, Frame frame, WaitState wait, DataScope scope, CancellationToken cancellationToken)
    {
        if (frame.Due is null)
        {
            frame.Due = DueOf(frame, wait, scope);
            frame.IsDirty = true;
        }

        while (frame.Due > run.Now)
        {
            await run.SleepAsync(frame, frame.Due, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for a signal, and takes it.</summary>
    /// <exception cref="StateFailureException"><see cref="ErrorNames.Timeout"/>.</exception>
    public static async ValueTask<JsonNode?> SignalAsync(WorkflowRun run, Frame frame, TaskState task, DataScope scope, CancellationToken cancellationToken)
    {
        if (frame.Due is null && task.Timeout?.Read(scope, "TimeoutSeconds") is { } timeout)
        {
            frame.Due = run.Now + timeout;
            frame.IsDirty = true;
        }

        var signals = run.Services.Signals;
        for (; ; )
        {
            if (run.HasSignal(task.Target)
                && await signals.ReadSignalAsync(run.Context.Bot, run.Id, task.Target, cancellationToken).ConfigureAwait(false) is { } signal)
            {
                if (run.TryUse(signal.Id, out var isWritten))
                {
                    frame.UsedSignal = signal.Id;
                    frame.SignalToRemove = task.Target;
                    return signal.Payload;
                }

                if (isWritten || signal.Id == frame.UsedSignal)
                {
                    // Used before the process was lost, and not yet removed.
                    await RemoveAsync(run, task.Target, cancellationToken).ConfigureAwait(false);
                }
            }

            if (frame.Due <= run.Now)
            {
                throw new StateFailureException(ErrorNames.Timeout, $"No signal '{task.Target}' came in time.");
            }

            await run.SleepAsync(frame, frame.Due, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes a signal whose use is written.</summary>
    public static async ValueTask RemoveAsync(WorkflowRun run, string signal, CancellationToken cancellationToken)
    {
        run.DropSignal(signal);
        await run.Services.Signals.RemoveAsync(run.Context.Bot, run.Id, signal, cancellationToken).ConfigureAwait(false);
    }

    private static DateTimeOffset DueOf(Frame frame, WaitState wait, DataScope scope)
    {
        if (wait.Seconds is { } seconds)
        {
            return Later(frame, seconds);
        }

        if (wait.SecondsPath is { } path)
        {
            return JsonNodes.TryWhole(scope.Read(path, "SecondsPath"), out var read) && read is >= 0 and <= WorkflowDefaults.MaxSeconds
                ? Later(frame, read)
                : throw StateFailureException.Runtime($"The SecondsPath '{path}' does not lead to a whole number of seconds from 0 to {WorkflowDefaults.MaxSeconds}.");
        }

        return wait.Timestamp
            ?? (JsonNodes.TryText(scope.Read(wait.TimestampPath!, "TimestampPath"), out var text) && Timestamp.TryRead(text, out var instant)
                ? instant
                : throw StateFailureException.Runtime($"The TimestampPath '{wait.TimestampPath}' does not lead to a timestamp such as 2026-03-14T01:59:00Z."));
    }

    private static DateTimeOffset Later(Frame frame, long seconds) => frame.EnteredAt.AddSeconds(seconds);
}
