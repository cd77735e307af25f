using BotKit.Pipeline;
using BotKit.Queue;

namespace BotKit.Execution;

/// <summary>Runs and operates bots by name.</summary>
internal sealed class BotManager(BotCatalogue catalogue, StateSynchronizer states, IBotQueue queue, TimeProvider clock) : IBotManager
{
    public IReadOnlyList<BotDescriptor> Bots => catalogue.Bots;

    public BotDescriptor? Find(string bot)
    {
        ArgumentNullException.ThrowIfNull(bot);
        return catalogue.Find(bot)?.Descriptor;
    }

    public ValueTask<BotResult> RunAsync(BotRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return catalogue.Get(request.Bot).RunAsync(request, null, cancellationToken);
    }

    public ValueTask<Guid> EnqueueAsync(BotRequest request, BotEnqueueOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return queue.EnqueueAsync(catalogue.Get(request.Bot).Descriptor, request, cancellationToken);
    }

    public ValueTask<IReadOnlyList<Guid>> EnqueueAsync(
        IReadOnlyList<BotRequest> requests, BotEnqueueOptions? options = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<Guid> EnqueueAsync(
        BotRequest request, System.Data.Common.DbTransaction transaction, BotEnqueueOptions? options = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<CancelOutcome> CancelAsync(Guid executionId, CancellationToken cancellationToken = default)
    {
        foreach (var runner in catalogue.Runners)
        {
            if (runner.Runtime.Running.Claim(executionId, RunCancellation.Operator) is { } run)
            {
                run.FireToken();
                return new(CancelOutcome.Requested);
            }
        }

        return new(CancelOutcome.Unknown);
    }

    public ValueTask<Guid?> ReplayAsync(
        Guid executionId, ReadOnlyMemory<byte>? utf8Json = null, BotRunOptions? options = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public ValueTask<bool> EraseAsync(Guid executionId, string by, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public BotState GetState(string bot)
    {
        var runtime = catalogue.Get(bot).Runtime;
        var circuit = runtime.Circuit;
        return new BotState(
            runtime.Options.Enabled,
            runtime.Pause.Current,
            circuit.Position,
            circuit.OpenUntil,
            circuit.Failures,
            runtime.Concurrency.Running,
            runtime.Abandoned);
    }

    public ValueTask PauseAsync(string bot, string reason, string by, TimeSpan? duration = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        if (duration <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "A pause lasts longer than nothing.");
        }

        var now = clock.GetUtcNow();
        var pause = new BotPause(reason, by, now, now + duration);
        return states.PauseAsync(catalogue.Get(bot).Runtime, pause, cancellationToken);
    }

    public ValueTask ResumeAsync(string bot, CancellationToken cancellationToken = default)
        => states.PauseAsync(catalogue.Get(bot).Runtime, null, cancellationToken);

    public ValueTask IsolateAsync(string bot, CancellationToken cancellationToken = default)
        => ChangeCircuitAsync(bot, static circuit => circuit.Isolate(), cancellationToken);

    public ValueTask ResetAsync(string bot, CancellationToken cancellationToken = default)
        => ChangeCircuitAsync(bot, static circuit => circuit.Reset(), cancellationToken);

    private async ValueTask ChangeCircuitAsync(string bot, Action<Resilience.ConsecutiveFailureCircuit> change, CancellationToken cancellationToken)
    {
        var runtime = catalogue.Get(bot).Runtime;
        await states.LoadAsync(runtime).ConfigureAwait(false);
        change(runtime.Circuit);
        await states.WhenWritten().WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
