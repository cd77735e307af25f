using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Runs the branches of a Parallel, and the iterations of a Map.</summary>
internal sealed class ForkRunner
{
    private readonly FrameRunner _runner;
    private readonly Frame _outer;
    private readonly ForkPlan _plan;
    private readonly Frame?[] _frames;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _caller;
    private readonly Lock _gate = new();
    private Exception? _first;
    private Frame? _failed;
    private int _failures;
    private int _next;
    private int _working;
    private int _kept;
    private long _outputBytes;
    private long _undoBytes;

    private ForkRunner(FrameRunner runner, Frame outer, ForkPlan plan, CancellationTokenSource stop, CancellationToken caller)
    {
        (_runner, _outer, _plan, _stop, _caller) = (runner, outer, plan, stop, caller);
        _frames = new Frame?[plan.Count];
        _undoBytes = outer.UndoBytes;
    }

    public static async ValueTask<JsonNode?> RunAsync(FrameRunner runner, Frame frame, DataScope scope, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var plan = ForkPlan.Of(runner.Run, frame, scope);
        return await new ForkRunner(runner, frame, plan, stop, cancellationToken).RunAsync().ConfigureAwait(false);
    }

    private async ValueTask<JsonNode?> RunAsync()
    {
        if (_runner.Run.IsRestored)
        {
            await RestoreAsync().ConfigureAwait(false);
        }

        if (_failed is null && _first is null && _plan.Count > 0)
        {
            _working = Math.Clamp(_plan.Concurrency, 1, _plan.Count);
            _runner.Run.Activity.Fork(_working);
            await Task.WhenAll(Enumerable.Range(0, _working).Select(_ => WorkAsync())).ConfigureAwait(false);
            if (_first is SuspendedException)
            {
                throw _first;
            }

            _runner.Run.Activity.Fork(2 - _kept);
        }

        return Gather();
    }

    /// <summary>Opens what an earlier turn began, since one of them may have failed without the state hearing of it.</summary>
    private async ValueTask RestoreAsync()
    {
        for (var i = 0; i < _frames.Length; i++)
        {
            if (await _runner.Run.Journal.ReadAsync(ChildFrames.PathOf(_outer, Index(i)), _caller).ConfigureAwait(false) is { } record)
            {
                _frames[i] = await OpenAsync(i, record).ConfigureAwait(false);
                Count(_frames[i]!);
            }
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var index = Interlocked.Increment(ref _next) - 1;
                if (index >= _plan.Count)
                {
                    break;
                }

                if (_frames[index] is { IsEnded: true })
                {
                    continue;
                }

                var frame = _frames[index] ??= await OpenAsync(index).ConfigureAwait(false);
                await _runner.RunAsync(frame, _stop.Token).ConfigureAwait(false);
                Count(frame);
            }
        }
#pragma warning disable CA1031 // The first one is thrown again once all have stopped.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Stop(exception);
        }

        var isLast = Interlocked.Decrement(ref _working) == 0;
        if (isLast || _stop.IsCancellationRequested)
        {
            // Those that wait have not counted themselves in again yet: without this one the run would look idle.
            Interlocked.Increment(ref _kept);
        }
        else
        {
            _runner.Run.Activity.Join();
        }
    }

    private ValueTask<Frame> OpenAsync(int index, FrameRecord? known = null)
        => ChildFrames.OpenAsync(
            _runner, _outer, Index(index), _plan.Machine(index), () => _plan.Data(index), _caller, _plan.Kind(index), known);

    private static string Index(int index) => index.ToString(CultureInfo.InvariantCulture);

    private void Count(Frame frame)
    {
        lock (_gate)
        {
            if (frame.Phase == FramePhase.Failed && ++_failures > _plan.Tolerated && _failed is null)
            {
                _failed = frame;
                _stop.Cancel();
            }

            _outputBytes += frame.Phase == FramePhase.Succeeded ? frame.Data.Utf8.Length + 1 : 0;
            _undoBytes += frame.UndoBytes;
            if (_failed is null && _first is null && (_outputBytes > WorkflowDefaults.MaxDataBytes || _undoBytes > WorkflowDefaults.MaxKeptBytes))
            {
                _first = new StateFailureException(ErrorNames.DataLimitExceeded, _outputBytes > WorkflowDefaults.MaxDataBytes
                    ? $"What the branches give on has more than {WorkflowDefaults.MaxDataBytes} bytes."
                    : $"The data for compensations of the branches has more than {WorkflowDefaults.MaxKeptBytes} bytes.");
                _stop.Cancel();
            }
        }
    }

    private void Stop(Exception exception)
    {
        lock (_gate)
        {
            if (exception is OperationCanceledException && _stop.IsCancellationRequested && !_caller.IsCancellationRequested)
            {
                return;
            }

            _first ??= exception;
        }

        if (exception is not SuspendedException)
        {
            _stop.Cancel();
        }
    }

    private JsonArray Gather()
    {
        var opened = _frames.OfType<Frame>().ToArray();
        foreach (var frame in opened)
        {
            Tallies.Add(_outer, frame);
        }

        var finished = opened.SelectMany(static it => it.Undo.Concat(it.Undoing)).ToArray();
        if (_first is StateFailureException failure)
        {
            throw new StateFailureException(failure.Error, failure.Cause, failure) { Finished = finished };
        }

        if (_first is not null)
        {
            _outer.Undo.AddRange(finished);
            ExceptionDispatchInfo.Throw(_first);
        }

        if (_failed is { } failed)
        {
            throw _plan.HasOwnError
                ? new StateFailureException(ErrorNames.ExceedToleratedFailureThreshold, $"{_failures} iterations failed; the last one with {failed.Error}: {failed.Cause}") { Finished = finished }
                : new StateFailureException(failed.Error, failed.Cause) { Finished = finished };
        }

        _outer.Undo.AddRange(finished);
        return new JsonArray([.. opened.Select(static it => it.Phase == FramePhase.Failed
            ? new JsonObject { ["Error"] = it.Error, ["Cause"] = it.Cause }
            : it.Data.Node?.DeepClone())]);
    }
}
