using System.Runtime.CompilerServices;
using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Pipeline;
using BotKit.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Execution;

/// <summary>Runs one bot whose types are known.</summary>
internal sealed class BotRunner<TInput, TResult> : BotRunner, IBot<TInput, TResult>
{
    private readonly RunServices _services;
    private readonly StateSynchronizer _states;
    private readonly PipelineComposer<TInput, TResult> _composer;
    private readonly RunCompletion _completion;
    private readonly DurableRuns<TInput, TResult> _durable;
    private readonly QueuedRuns<TInput, TResult> _queued;
    private readonly DeliveredRuns<TInput, TResult> _delivered;
    private readonly IdleRuns<TInput, TResult> _idle;
    private volatile RunStage? _pipeline;

    public BotRunner(BotDescriptor descriptor, BotRuntime runtime, RunServices services, StateSynchronizer states, PipelineComposer<TInput, TResult> composer)
        : base(descriptor, runtime)
    {
        _services = services;
        _states = states;
        _composer = composer;
        composer.Binder.Stored.KeepsSensitive = runtime.Options.Queue.KeepSensitiveInput;
        _idle = new IdleRuns<TInput, TResult>(runtime.Running);
        _completion = new RunCompletion(runtime, services, new VerdictActions(runtime, services, pause => states.PauseInBackground(runtime, pause)));
        _durable = new DurableRuns<TInput, TResult>(this, composer.Binder, services, composer.Held, _completion);
        _queued = new QueuedRuns<TInput, TResult>(this, composer, services);
        _delivered = new DeliveredRuns<TInput, TResult>(this, composer, services);
    }

    public string Name => Runtime.Name;

    public ValueTask<BotResult<TResult>> RunAsync(TInput input, CancellationToken cancellationToken = default)
        => RunAsync(input, null, new RunArguments(BotTrigger.Code), cancellationToken);

    public ValueTask<BotResult<TResult>> RunAsync(TInput input, BotRunOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return RunAsync(input, null, new RunArguments(BotTrigger.Code, options), cancellationToken);
    }

    public async ValueTask<Guid> EnqueueAsync(
        TInput input, BotEnqueueOptions? when = null, BotRunOptions? options = null, CancellationToken cancellationToken = default)
    {
        _composer.Held.Queue.ThrowIfNoWorker(Name);
        var run = await _queued.PrepareAsync(input, null, BotTrigger.Queue, options, when, cancellationToken).ConfigureAwait(false);
        return await _composer.Held.Queue.SubmitAsync(run, cancellationToken).ConfigureAwait(false);
    }

    public override ValueTask<RunSubmission> PrepareAsync(BotRequest request, BotEnqueueOptions? when, CancellationToken cancellationToken)
        => _queued.PrepareAsync(InputOf(request, out var json), json, request.Trigger, request.Options, when, cancellationToken);

    public override ValueTask<ReadOnlyMemory<byte>> PrepareInputAsync(BotRequest request, CancellationToken cancellationToken)
        => _queued.PrepareInputAsync(InputOf(request, out var json), json, cancellationToken);

    public override RunSubmission Repeat(StoredRun old, BotRunOptions? options) => _queued.Repeat(old, options);

    public override ValueTask<Delivered> DeliverAsync(ClaimedRun run, CancellationToken abandon)
        => _pipeline is null ? StartAsync(run, abandon) : _delivered.DeliverAsync(run, abandon);

    public override ValueTask<BotResult> RunAsync(BotRequest request, Lineage? lineage, CancellationToken cancellationToken)
    {
        var arguments = new RunArguments(request.Trigger, request.Options, lineage);
        var run = RunAsync(InputOf(request, out var json), json, arguments, cancellationToken);
        return run.IsCompletedSuccessfully ? new(run.Result) : AwaitAsync(run);
    }

    public override void Configure(BotOptions options)
    {
        Runtime.Configure(options);
        Descriptor.Describe(options.Description);
        _composer.Binder.Stored.KeepsSensitive = options.Queue.KeepSensitiveInput;
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

        if (Begin(input, json, arguments, start, out var refused) is not { } run)
        {
            return new(refused!);
        }

        if (cancellationToken.CanBeCanceled && !arguments.IsDetached)
        {
            run.CallerLink = cancellationToken.UnsafeRegister(static run => ((BotRun)run!).TryCancel(RunCancellation.Caller), run);
        }

        arguments.Hold?.Tie(run);

        return Drive(run);
    }

    /// <summary>Runs what the queue has handed out.</summary>
    internal ValueTask<Delivered> Deliver(ClaimedRun claimed, JsonInput json, in RunArguments arguments)
    {
        if (Begin(default, json, arguments, _services.Clock.GetTimestamp(), out var refused) is not { } run)
        {
            return _delivered.EndAsync(claimed, arguments.Hold!, refused!);
        }

        arguments.Hold!.Tie(run);
        var pending = new PendingDelivery<TInput, TResult>(run, _completion, _idle, _delivered, claimed, _pipeline!);
        pending.Attach();
        return pending.Start();
    }

    internal BotResult<TResult> CanceledBefore(TInput? input, in RunArguments arguments, long start)
    {
        var run = NewRun(input, null, arguments, _services.Clock.GetUtcNow(), start);
        run.TryCancel(RunCancellation.Caller);
        arguments.Hold?.Return();
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

        return Runtime.Options.Queue.DurableDirectRuns || arguments.Options is not null
            ? LaunchAs(input, json, arguments, cancellationToken)
            : Launch(input, json, arguments, cancellationToken);
    }

    private ValueTask<BotResult<TResult>> LaunchAs(TInput? input, JsonInput? json, in RunArguments arguments, CancellationToken cancellationToken)
        => arguments.Options is { IdempotencyKey: not null, DryRun: false } || (arguments.Options?.Durable ?? Runtime.Options.Queue.DurableDirectRuns)
            ? _durable.RunAsync(input, json, arguments, cancellationToken)
            : Launch(input, json, arguments, cancellationToken);

    private async ValueTask<BotResult<TResult>> StartAsync(TInput? input, JsonInput? json, RunArguments arguments, CancellationToken cancellationToken)
    {
        await StartAsync().ConfigureAwait(false);
        return await RunAsync(input, json, arguments, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Delivered> StartAsync(ClaimedRun run, CancellationToken abandon)
    {
        await StartAsync().ConfigureAwait(false);
        return await _delivered.DeliverAsync(run, abandon).ConfigureAwait(false);
    }

    private async ValueTask StartAsync()
    {
        await _states.LoadAsync(Runtime).ConfigureAwait(false);
        _pipeline ??= _composer.Compose(Runtime, _services);
    }

    private TInput? InputOf(BotRequest request, out JsonInput? json)
    {
        json = request.Text;
        return request.Input switch
        {
            TInput input => input,
            null when Descriptor.InputJson is null => throw new InvalidOperationException(
                $"No JSON contract is known for {typeof(TInput)}, the input of bot '{Name}'; add one with UseJson."),
            null => default,
            _ => throw new ArgumentException(
                $"Bot '{Name}' takes a {typeof(TInput)}, not a {request.Input.GetType()}.", nameof(request)),
        };
    }

    /// <summary>Begins a run, unless it is refused before anything is made for it.</summary>
    private BotRun<TInput, TResult>? Begin(TInput? input, JsonInput? json, in RunArguments arguments, long start, out BotResult<TResult>? refused)
    {
        var isTooDeep = arguments.Lineage?.Depth > BotDefaults.MaxDepth;
        var refusal = Refusal.DepthExceeded;
        if (isTooDeep || !Runtime.TryAdmit(start, out refusal))
        {
            refused = _completion.Refuse<TResult>(refusal, arguments, start, start);
            return null;
        }

        refused = null;
        return NewRun(input, json, arguments, _services.Wall.At(start), start);
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
        if (run.Trigger != BotTrigger.Code || run.Hold is not null)
        {
            var apart = Wait(run);
            apart.Start(_pipeline!);
            return new(apart.Task);
        }

        var work = _pipeline!.InvokeAsync(run);
        if (!work.IsCompleted)
        {
            var caller = Wait(run);
            caller.Await(work);
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

    private PendingCaller<TInput, TResult> Wait(BotRun<TInput, TResult> run)
    {
        var caller = new PendingCaller<TInput, TResult>(run, _completion, _idle);
        caller.Attach();
        return caller;
    }

    private async ValueTask<BotResult<TResult>> ReleaseAsync(ValueTask release, BotRun<TInput, TResult> run)
    {
        await release.ConfigureAwait(false);
        return End(run);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<BotResult> AwaitAsync(ValueTask<BotResult<TResult>> run) => await run.ConfigureAwait(false);
}
