using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotKit.Diagnostics;

/// <summary>Knows which run is ambient, and keeps what is logged meanwhile with it.</summary>
internal sealed class LogCapture
{
    private readonly AsyncLocal<ILoggedRun?> _run = new();
    private readonly LogCaptureOptions _options;
    private readonly ByteBudget _budget;
    private readonly TimeProvider _timeProvider;

    public LogCapture(IOptions<LogCaptureOptions> options, TimeProvider timeProvider)
    {
        _options = options.Value;
        _budget = new ByteBudget(_options.MaxTotalBytes);
        _timeProvider = timeProvider;
    }

    /// <summary>Whether to enter runs at all.</summary>
    public bool IsEnabled => _options.Enabled;

    /// <summary>The run that is ambient here, if any.</summary>
    public ILoggedRun? Current => _run.Value;

    /// <summary>Bytes held by the logs of runs in progress.</summary>
    public long Bytes => _budget.Taken;

    /// <summary>Makes a run ambient until the scope is disposed; a child's run hides its parent's. Does nothing when capture is off.</summary>
    public Scope Enter(ILoggedRun run)
    {
        if (!IsEnabled)
        {
            return default;
        }

        var scope = new Scope(this, _run.Value);
        _run.Value = run;
        return scope;
    }

    /// <summary>Makes a run ambient for the rest of the calling asynchronous method: what is ambient in one ends with it.</summary>
    public void EnterMethod(ILoggedRun run)
    {
        if (IsEnabled)
        {
            _run.Value = run;
        }
    }

    public void Add(ILoggedRun run, LogLevel level, int eventId, string category, string message, bool isForeign, string? code)
        => LogOf(run).Add(_timeProvider.GetUtcNow(), level, eventId, category, message, isForeign, code);

    private RunLog LogOf(ILoggedRun run)
    {
        ref var log = ref run.Log;
        return Volatile.Read(ref log)
            ?? Interlocked.CompareExchange(ref log, new RunLog(_options, _budget), null)
            ?? log;
    }

    /// <summary>The time in which a run is ambient.</summary>
    public readonly struct Scope(LogCapture? capture, ILoggedRun? outer) : IDisposable
    {
        public void Dispose()
        {
            if (capture is not null)
            {
                capture._run.Value = outer;
            }
        }
    }
}
