using System.Text.Json.Nodes;
using BotKit.Ledger;

namespace BotKit.Handlers.Workflows;

/// <summary>Lets a Task's resource do its work, within the Task's time.</summary>
internal static class TaskRunner
{
    public static async ValueTask<JsonNode?> RunAsync(FrameRunner runner, Frame frame, TaskState task, DataScope scope, CancellationToken cancellationToken)
    {
        var run = runner.Run;
        if (task.Scheme == SignalTask.Scheme)
        {
            return await WaitRunner.SignalAsync(run, frame, task, scope, cancellationToken).ConfigureAwait(false);
        }

        var input = FrameData.Of(task.Parameters is { } parameters ? parameters.Fill(scope) : JsonNodes.Copy(scope.Input)).Node;
        if (task.Scheme == WorkflowTask.Scheme)
        {
            return await InnerWorkflow.RunAsync(runner, frame, task, input, task.Timeout?.Read(scope, "TimeoutSeconds"), cancellationToken).ConfigureAwait(false);
        }

        var resource = run.Services.Resources.Find(task.Scheme)
            ?? throw StateFailureException.Runtime($"There is no resource '{task.Scheme}' here.");
        using var limit = new TaskLimit(
            run.Services.Clock, task.Timeout?.Read(scope, "TimeoutSeconds"), task.Heartbeat?.Read(scope, "HeartbeatSeconds"), run.EndOf(frame), cancellationToken);
        var call = new TaskCall
        {
            Target = task.Target,
            Input = input,
            State = task.Name,
            IdempotencyKey = $"{run.Id:N}/{frame.Key}{frame.Seq}",
            Context = run.Context,
            RunToken = run.Token,
            IsDetached = run.IsDetached,
            Heartbeat = limit.Beat,
        };
        try
        {
            return JsonNodes.Copy(await resource.RunAsync(call, limit.Token).AsTask().WaitAsync(limit.Token).ConfigureAwait(false));
        }
        catch (Exception exception) when (run.Token.IsCancellationRequested && exception is not BotStoreException)
        {
            // Whatever it says: it was stopped, and did not fail.
            throw new OperationCanceledException(exception.Message, exception, run.Token);
        }
        catch (WorkflowTaskException exception) when (limit.Error is null)
        {
            throw new StateFailureException(exception.ErrorName, exception.Cause, exception);
        }
        catch (Exception exception) when (limit.Error is not null && !cancellationToken.IsCancellationRequested)
        {
            throw limit.IsDeadline
                ? run.Overdue(frame)
                : new StateFailureException(limit.Error, $"The Task '{task.Name}' {(limit.Error == ErrorNames.Timeout ? "took longer than its TimeoutSeconds" : "gave no sign of life within its HeartbeatSeconds")}.", exception);
        }
        catch (Exception exception) when (exception is not BotStoreException && !(exception is OperationCanceledException && limit.Token.IsCancellationRequested))
        {
            Log.TaskFailed(run.Context.Logger, exception, task.Name);
            throw new StateFailureException(ErrorNames.TaskFailed, $"The Task '{task.Name}' failed unexpectedly; the log says more.", exception);
        }
    }
}
