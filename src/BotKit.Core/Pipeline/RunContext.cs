using BotKit.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BotKit.Pipeline;

/// <summary>
/// What user code sees of a run. It is made anew for each run, while the run behind it is reused: code that keeps it beyond
/// its run gets an exception, and never sees another run.
/// </summary>
internal sealed class RunContext(Guid executionId, BotRun run) : BotContext(executionId), ILoggedRun
{
    private BotRun? _run = run;
    private RunLog? _log;

    /// <summary>The run behind it.</summary>
    /// <exception cref="InvalidOperationException">The run has ended.</exception>
    public BotRun Run => Volatile.Read(ref _run)
        ?? throw new InvalidOperationException($"Run {ExecutionId} has ended; its context cannot be used any more.");

    public override string Bot => Run.Bot;

    public override BotTrigger Trigger => Run.Trigger;

    public override bool IsDryRun => Run.IsDryRun;

    public override int Attempt => Run.Attempt;

    public override int Delivery => Run.Hold?.Delivery ?? 1;

    public override long Fence => Run.Hold?.Fence ?? 0;

    public override Guid? ParentId => Run.Lineage?.ParentId;

    public override Guid RootId => Run.Lineage?.RootId ?? ExecutionId;

    public override string? Schedule => Run.Hold?.Origin?.Schedule;

    public override DateTimeOffset? ScheduledFor => Run.Hold?.Origin?.ScheduledFor;

    public override ILogger Logger => Run.Runtime.Logger;

    public override IServiceProvider Services => Run.Services;

    public override IConfigurationSection Settings => Run.Runtime.Options.Settings!;

    public override object? Input => Run.UntypedInput;

    public override object? Result
    {
        get => Run.UntypedResult;
        set => Run.UntypedResult = value;
    }

    public override BotFailure? Failure => Run.Failure;

    public override IDictionary<string, object?> Items => Run.Items;

    public override BotProgress? Progress => Run.Progress;

    ref RunLog? ILoggedRun.Log => ref _log;

    public override void Report(double fraction, string? message = null)
    {
        if (fraction is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "Progress is between 0 and 1.");
        }

        var run = Run;
        run.Progress = new BotProgress(fraction, message, run.Shared.Clock.GetUtcNow());
        run.Hold?.Report(run, run.Progress);
    }

    public override IBotCheckpoints Checkpoints
        => Run.Hold is { Stores: { } stores } hold
            ? hold.Checkpoints ??= new RunCheckpoints(this, hold, stores)
            : throw new InvalidOperationException("Only queued and durable runs have checkpoints: nothing of this run outlives its process.");

    public override Exception Yield(TimeSpan delay, BotCheckpoint? checkpoint = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, BotDefaults.MaxDelay);
        ThrowIfNotQueued();
        RunCheckpoints.ThrowIfInvalid(checkpoint);
        return new BotYieldException(delay, null, checkpoint);
    }

    public override Exception Yield(DateTimeOffset until, BotCheckpoint? checkpoint = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(until, Run.Shared.Clock.GetUtcNow() + BotDefaults.MaxDelay);
        ThrowIfNotQueued();
        RunCheckpoints.ThrowIfInvalid(checkpoint);
        return new BotYieldException(TimeSpan.Zero, until, checkpoint);
    }

    public override ValueTask<BotResult> RunAsync(string bot, object input, CancellationToken cancellationToken = default)
        => Run.Shared.Children.RunAsync(this, bot, input, cancellationToken);

    public override ValueTask<BotResult> RunAsync(BotRequest request, CancellationToken cancellationToken = default)
        => Run.Shared.Children.RunAsync(this, request, cancellationToken);

    private void ThrowIfNotQueued()
    {
        if (Run.Hold is not { IsQueued: true })
        {
            throw new InvalidOperationException("Only queued runs can yield: somebody waits for the result of this one.");
        }
    }

    /// <summary>Cuts the context off from its run.</summary>
    public void Close() => Volatile.Write(ref _run, null);
}
