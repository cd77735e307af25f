using BotKit.Execution;
using BotKit.Ledger;
using BotKit.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Testing;

/// <summary>
/// Bots on the real pipeline and a fake clock, with everything recorded. Time passes by itself while <c>RunAsync</c> or
/// <see cref="UntilAsync(Task)"/> waits, so that delays, timeouts and pauses cost no real time; after <c>Start</c> it passes
/// only with <see cref="AdvanceAsync"/>.
/// </summary>
/// <remarks>
/// Where time passes by itself, a delay passes at once, and a timeout once nothing has happened for <see cref="Patience"/>, so
/// that a bot that does real work is not timed out meanwhile. What does not take its time from <see cref="TimeProvider"/> takes
/// real time.
/// </remarks>
public class BotTestHost : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AlertLimit = TimeSpan.FromSeconds(5);

    private readonly ServiceProvider _services;
    private readonly LogRecorder _logs;
    private readonly RunFlow _flow;
    private readonly TimeTravel _time;
    private int _disposed;

    private protected BotTestHost(TestServices services)
    {
        Clock = services.Clock;
        _logs = services.Logs;
        _flow = services.Flow;
        _time = new TimeTravel(Clock, _flow);
        _services = services.Build();
    }

    /// <summary>The container.</summary>
    public IServiceProvider Services => _services;

    /// <summary>The clock of everything in the host.</summary>
    public BotTestClock Clock { get; }

    /// <summary>All bots: run, pause, isolate, cancel them by name.</summary>
    public IBotManager Manager => _services.GetRequiredService<IBotManager>();

    /// <summary>The ledger, which keeps all runs and refusals in order.</summary>
    public RecordingLedger Ledger => (RecordingLedger)_services.GetRequiredService<IBotLedger>();

    /// <summary>The files, in memory: inputs that a test puts in for bots to read, and what bots have saved.</summary>
    public RecordingFileStore Files => _services.GetRequiredService<RecordingFileStore>();

    /// <summary>The alerts that were sent, in order.</summary>
    public IReadOnlyList<BotAlert> Alerts => _services.GetRequiredService<RecordingNotifier>().Alerts;

    /// <summary>What was logged, at every level, in order.</summary>
    public IReadOnlyList<BotLogEntry> Logs => _logs.Entries;

    /// <summary>For how long, in real time, nothing may happen before a timeout passes by itself. Default 200 ms.</summary>
    public TimeSpan Patience
    {
        get => _time.Patience;
        set => _time.Patience = value;
    }

    /// <summary>Makes a host of one bot.</summary>
    /// <typeparam name="TBot">The bot's class.</typeparam>
    /// <param name="bot">Adds to the bot what the application adds: validators, rules, middleware, options.</param>
    /// <param name="services">Registers what the bot needs, after everything else, so that it replaces what is there.</param>
    /// <param name="name">The bot's name. Default: its class's, in kebab case and without <c>Bot</c> at the end.</param>
    public static BotTestHost<TBot> For<[System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)] TBot>(
        Action<IBotBuilder>? bot = null, Action<IServiceCollection>? services = null, string? name = null)
        where TBot : class, IBotShape
    {
        name ??= DefaultName.Of(typeof(TBot));
        return new(new TestServices(
            bots =>
            {
                var builder = bots.AddBot<TBot>(name);
                bot?.Invoke(builder);
            },
            services), name);
    }

    /// <summary>Makes a host of several bots, or of what the application itself registers.</summary>
    /// <param name="bots">Adds the bots.</param>
    /// <param name="services">Registers what they need, after everything else, so that it replaces what is there.</param>
    public static BotTestHost Create(Action<IBotKitBuilder> bots, Action<IServiceCollection>? services = null)
    {
        ArgumentNullException.ThrowIfNull(bots);
        return new(new TestServices(bots, services));
    }

    /// <summary>Runs a bot by name; time passes by itself until it has ended.</summary>
    /// <param name="request">Which bot, and its input.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The envelope.</returns>
    public Task<BotResult> RunAsync(BotRequest request, CancellationToken cancellationToken = default)
        => UntilAsync(Start(request, cancellationToken));

    /// <summary>Starts a run by name and leaves the clock alone.</summary>
    /// <param name="request">Which bot, and its input.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The run, which ends in its envelope.</returns>
    public Task<BotResult> Start(BotRequest request, CancellationToken cancellationToken = default)
        => Start(() => Manager.RunAsync(request, cancellationToken));

    /// <summary>
    /// Moves the clock, from one due timer to the next, so that everything that is due happens at its time and in its order: delays
    /// and timeouts of bots, queued runs, schedules. It starts the host's background work if nothing has before.
    /// </summary>
    /// <param name="delta">By how much, zero or more.</param>
    /// <exception cref="Exception">What kept the background work from starting, such as a schedule that is not valid.</exception>
    public async Task AdvanceAsync(TimeSpan delta)
    {
        await StartedAsync().ConfigureAwait(false);
        await _time.AdvanceAsync(delta).ConfigureAwait(false);
        await ReceiveAlertsAsync().ConfigureAwait(false);
    }

    /// <summary>Lets time pass by itself until a task has ended.</summary>
    /// <param name="task">What to wait for.</param>
    public async Task UntilAsync(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        await _time.UntilAsync(task).ConfigureAwait(false);
        await ReceiveAlertsAsync().ConfigureAwait(false);
        await task.ConfigureAwait(false);
    }

    /// <summary>Lets time pass by itself until a task has ended.</summary>
    /// <typeparam name="T">What the task returns.</typeparam>
    /// <param name="task">What to wait for.</param>
    /// <returns>What the task returned.</returns>
    public async Task<T> UntilAsync<T>(Task<T> task)
    {
        await UntilAsync((Task)task).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    /// <summary>
    /// Lets time pass by itself until a queued run has ended. It needs a queue worker, that of BotKit.Scheduling; where the run
    /// is due much later, move the clock there first.
    /// </summary>
    /// <param name="executionId">The run.</param>
    /// <returns>The run as the ledger shows it.</returns>
    public Task<StoredRun> UntilEndedAsync(Guid executionId) => UntilAsync(EndedAsync(executionId));

    /// <summary>Finishes background work and disposes the container; calling it again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _time.UntilAsync(_services.GetRequiredService<LifecycleDriver>().DrainAsync(CancellationToken.None)).ConfigureAwait(false);
        await _services.DisposeAsync().ConfigureAwait(false);
    }

    internal Task<T> Start<T>(Func<ValueTask<T>> run) => _flow.Begin(() => run().AsTask());

    /// <summary>What is registered when the host starts is, before the clock moves; a store that waits for the clock does not hold it.</summary>
    private async Task StartedAsync()
    {
        _ = Manager;
        var started = _services.GetRequiredService<LifecycleDriver>().StartAsync(CancellationToken.None);
        await Task.WhenAny(started, Task.Delay(StartLimit, TimeProvider.System)).ConfigureAwait(false);
        if (started.IsCompleted)
        {
            await started.ConfigureAwait(false);
        }
    }

    private async Task<StoredRun> EndedAsync(Guid executionId)
    {
        while (true)
        {
            if (await Ledger.FindAsync(executionId, CancellationToken.None).ConfigureAwait(false) is { State: RunState.Ended } run)
            {
                return run;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System).ConfigureAwait(false);
        }
    }

    /// <summary>Alerts travel in the background; a test that reads them finds all that were raised.</summary>
    private async Task ReceiveAlertsAsync()
    {
        var notifier = _services.GetRequiredService<RecordingNotifier>();
        var raised = _services.GetRequiredService<AlertCenter>().Active;
        try
        {
            await Task.WhenAll(raised.Select(notifier.WhenReceived)).WaitAsync(AlertLimit, TimeProvider.System).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // More were raised than the notifier's queue takes; those that did not arrive are in the log.
        }
    }
}
