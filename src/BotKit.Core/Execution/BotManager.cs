using BotKit.Ledger;
using BotKit.Workflows;

namespace BotKit.Execution;

/// <summary>Runs and operates bots by name. Workflows are looked up late, because they need the bots themselves.</summary>
internal sealed partial class BotManager(
    BotCatalogue catalogue, StateSynchronizer states, QueueDoor queue, IBotLedger ledger, IBotAuditStore audit, Func<IBotWorkflows?> findWorkflows, TimeProvider clock)
    : IBotManager
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
