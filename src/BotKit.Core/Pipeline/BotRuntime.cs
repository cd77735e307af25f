using BotKit.Diagnostics;
using BotKit.Errors;
using BotKit.Gates;
using BotKit.Resilience;
using Microsoft.Extensions.Logging;

namespace BotKit.Pipeline;

/// <summary>What one bot keeps from run to run. It outlives pipelines: new options change its settings, not its counts.</summary>
internal sealed class BotRuntime
{
    private int _abandoned;

    public BotRuntime(string name, BotOptions options, TimeProvider clock, ILogger logger, ErrorClassifier errors)
    {
        Name = name;
        Options = options;
        Logger = logger;
        Errors = errors;
        Tags = new BotTags(name);
        Pause = new PauseSwitch(clock);
        Circuit = new ConsecutiveFailureCircuit(clock, options.Circuit);
        Rate = new RateGate(options.RateLimit, clock);
        Concurrency = new ConcurrencyGate(options.MaxConcurrency);
        Deadlines = new DeadlineWatch(Running, clock);
        ActivityName = "run " + name;
    }

    public string Name { get; }

    public string ActivityName { get; }

    public BotOptions Options { get; private set; }

    public ILogger Logger { get; }

    public ErrorClassifier Errors { get; }

    public BotTags Tags { get; }

    public PauseSwitch Pause { get; }

    public ConsecutiveFailureCircuit Circuit { get; }

    public RateGate Rate { get; }

    public ConcurrencyGate Concurrency { get; }

    public RunningRuns Running { get; } = new();

    public DeadlineWatch Deadlines { get; }

    /// <summary>Told which run took the probe and ended without deciding; set where other nodes must know.</summary>
    public Action<Guid>? ProbeFreed { get; set; }

    public int Abandoned => Volatile.Read(ref _abandoned);

    public void CountAbandoned(int change) => Interlocked.Add(ref _abandoned, change);

    /// <summary>Asks the gates in order; what is let in holds a place of the concurrency limit until <see cref="ConcurrencyGate.Exit"/>.</summary>
    /// <param name="timestamp">The clock's, as read just before.</param>
    /// <param name="refusal">Why not.</param>
    public bool TryAdmit(long timestamp, out Refusal refusal)
    {
        TimeSpan? retryAfter;
        if (!Options.Enabled)
        {
            refusal = Refusal.Disabled;
        }
        else if (Pause.Refuses(out retryAfter))
        {
            refusal = Refusal.Paused(retryAfter);
        }
        else if (Circuit.Refuses(timestamp, out retryAfter))
        {
            refusal = retryAfter is null ? Refusal.Isolated : Refusal.CircuitOpen(retryAfter);
        }
        else if (!Rate.TryAcquire(timestamp, out var wait))
        {
            refusal = Refusal.RateLimited(wait);
        }
        else if (!Concurrency.TryEnter())
        {
            refusal = Refusal.ConcurrencyLimited;
        }
        else
        {
            refusal = default;
            return true;
        }

        return false;
    }

    /// <summary>Takes new options; a count starts anew only where its own settings changed.</summary>
    public void Configure(BotOptions options)
    {
        var previous = Options;
        Options = options;
        Concurrency.Limit = options.MaxConcurrency;
        Rate.Configure(options.RateLimit);
        if (previous.Circuit.Enabled != options.Circuit.Enabled
            || previous.Circuit.FailureThreshold != options.Circuit.FailureThreshold
            || previous.Circuit.OpenDuration != options.Circuit.OpenDuration)
        {
            Circuit.Configure(options.Circuit);
        }
    }
}
