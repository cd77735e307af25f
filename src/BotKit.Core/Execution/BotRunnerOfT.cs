using System.Runtime.CompilerServices;
using BotKit.Diagnostics;
using BotKit.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Execution;

/// <summary>Runs one bot whose types are known.</summary>
internal sealed class BotRunner<TInput, TResult> : BotRunner, IBot<TInput, TResult>
{
    private readonly RunServices _services;
    private readonly StateSynchronizer _states;
    private readonly PipelineComposer<TInput, TResult> _composer;
    private readonly RunCompletion _completion;
    private readonly KeyedRuns<TInput, TResult> _keyed;
    private readonly IdleRuns<TInput, TResult> _idle;
    private volatile RunStage? _pipeline;

    public BotRunner(BotDescriptor descriptor, BotRuntime runtime, RunServices services, StateSynchronizer states, PipelineComposer<TInput, TResult> composer)
        : base(descriptor, runtime)
    {
        _services = services;
        _states = states;
        _composer = composer;
        _idle = new IdleRuns<TInput, TResult>(runtime.Running);
        _completion = new RunCompletion(runtime, services, new VerdictActions(runtime, services, pause => states.PauseInBackground(runtime, pause)));
        _keyed = new KeyedRuns<TInput, TResult>(this, composer.Binder, services, _completion);
    }

    public string Name => Runtime.Name;

    public ValueTask<BotResult<TResult>> RunAsync(TInput input, CancellationToken cancellationToken = default)
        => RunAsync(input, null, new RunArguments(BotTrigger.Code), cancellationToken);

    public ValueTask<BotResult<TResult>> RunAsync(TInput input, BotRunOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return RunAsync(input, null, new RunArguments(BotTrigger.Code, options), cancellationToken);
    }

    public override ValueTask<BotResult> RunAsync(BotRequest request, Lineage? lineage, CancellationToken cancellationToken)
    {
        var arguments = new RunArguments(request.Trigger, request.Options, lineage);
        var run = request.Input switch
        {
            TInput input => RunAsync(input, null, arguments, cancellationToken),
            null when Descriptor.InputJson is null => throw new InvalidOperationException(
                $"No JSON contract is known for {typeof(TInput)}, the input of bot '{Name}'; add one with UseJson."),
            null => RunAsync(default, request.Text, arguments, cancellationToken),
            _ => throw new ArgumentException(
                $"Bot '{Name}' takes a {typeof(TInput)}, not a {request.Input.GetType()}.", nameof(request)),
        };
        return run.IsCompletedSuccessfully ? new(run.Result) : AwaitAsync(run);
    }

    public override void Configure(BotOptions options)
    {
        Runtime.Configure(options);
        Descriptor.Describe(options.Description);
        if (_pipeline is not null)
        {
            _pipeline = _composer.Compose(Runtime, _services);
        }
    }

    public override async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        var scope = _services.Scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            await _composer.Activate(scope.ServiceProvider).InvokeCheckAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs once, without regard to an idempotency key.</summary>
    internal ValueTask<BotResult<TResult>> Launch(TInput? input, JsonInput? json, in RunArguments arguments, CancellationToken cancellationToken)
    {
        var start = _services.Clock.GetTimestamp();
        if (cancellationToken.IsCancellationRequested && !arguments.IsDetached)
        {
            return new(CanceledBefore(input, arguments, start));
        }

        if (arguments.Lineage?.Depth > BotDefaults.MaxDepth)
        {
            return new(_completion.Refuse<TResult>(Refusal.DepthExceeded, arguments, start));
        }

        if (!Runtime.TryAdmit(start, out var refusal))
        {
            return new(_completion.Refuse<TResult>(refusal, arguments, start));
        }

        var run = NewRun(input, json, arguments, _services.Wall.At(start), start);
        if (cancellationToken.CanBeCanceled && !arguments.IsDetached)
        {
            run.CallerLink = cancellationToken.UnsafeRegister(static run => ((BotRun)run!).TryCancel(RunCancellation.Caller), run);
        }

        return Drive(run);
    }

    internal BotResult<TResult> CanceledBefore(TInput? input, in RunArguments arguments, long start)
    {
        var run = NewRun(input, null, arguments, _services.Clock.GetUtcNow(), start);
        run.TryCancel(RunCancellation.Caller);
        var result = _completion.Complete(run, RunEnd.Canceled);
        _idle.Recycle(run);
        return result;
    }

    private ValueTask<BotResult<TResult>> RunAsync(TInput? input, JsonInput? json, in RunArguments arguments, CancellationToken cancellationToken)
    {
        if (_pipeline is null)
        {
            return StartAsync(input, json, arguments, cancellationToken);
        }

        return arguments.Options is { IdempotencyKey: { } key, DryRun: false }
            ? _keyed.RunAsync(input, json, key, arguments, cancellationToken)
            : Launch(input, json, arguments, cancellationToken);
    }

    private async ValueTask<BotResult<TResult>> StartAsync(TInput? input, JsonInput? json, RunArguments arguments, CancellationToken cancellationToken)
    {
        await _states.LoadAsync(Runtime).ConfigureAwait(false);
        _pipeline ??= _composer.Compose(Runtime, _services);
        return await RunAsync(input, json, arguments, cancellationToken).ConfigureAwait(false);
    }

    private BotRun<TInput, TResult> NewRun(TInput? input, JsonInput? json, in RunArguments arguments, DateTimeOffset now, long start)
    {
        var id = arguments.ExecutionId == default ? ExecutionIds.Create(now) : arguments.ExecutionId;
        var run = _idle.TryTake() ?? NewObject();
        run.Begin(id, arguments, now, start);
        run.TypedInput = input;
        run.Json = json;
        return run;
    }

    private BotRun<TInput, TResult> NewObject()
    {
        var run = new BotRun<TInput, TResult>(Runtime, _services);
        Runtime.Running.Add(run);
        return run;
    }

    private ValueTask<BotResult<TResult>> Drive(BotRun<TInput, TResult> run)
    {
        // A bot that blocks its thread holds whoever called it from code, but no door.
        var work = run.Trigger == BotTrigger.Code ? _pipeline!.InvokeAsync(run) : InvokeApartAsync(_pipeline!, run);
        if (!work.IsCompleted)
        {
            var caller = new PendingCaller<TInput, TResult>(run, _completion, _idle);
            caller.Attach(work);
            return new(caller.Task);
        }

        work.GetAwaiter().GetResult();
        var release = run.ReleaseAsync();
        if (!release.IsCompleted)
        {
            return ReleaseAsync(release, run);
        }

        release.GetAwaiter().GetResult();
        return new(End(run));
    }

    private BotResult<TResult> End(BotRun<TInput, TResult> run)
    {
        var result = _completion.Complete(run, run.End);
        _idle.Recycle(run);
        return result;
    }

    private static ValueTask InvokeApartAsync(RunStage pipeline, BotRun run)
        => new(Task.Run(() => pipeline.InvokeAsync(run).AsTask()));

    private async ValueTask<BotResult<TResult>> ReleaseAsync(ValueTask release, BotRun<TInput, TResult> run)
    {
        await release.ConfigureAwait(false);
        return End(run);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<BotResult> AwaitAsync(ValueTask<BotResult<TResult>> run) => await run.ConfigureAwait(false);
}
