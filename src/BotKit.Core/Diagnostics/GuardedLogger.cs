using Microsoft.Extensions.Logging;

namespace BotKit.Diagnostics;

/// <summary>A logger whose providers cannot fail a run: what they throw is swallowed, since there is nowhere left to report it.</summary>
internal sealed class GuardedLogger(ILogger inner) : ILogger
{
    /// <summary>Ends a scope, whose providers may throw as well.</summary>
    public static void EndScope(IDisposable? scope)
    {
        try
        {
            scope?.Dispose();
        }
#pragma warning disable CA1031 // A broken logging provider must not fail the run that logs.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        try
        {
            return inner.BeginScope(state);
        }
#pragma warning disable CA1031 // A broken logging provider must not fail the run that logs.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return inner.IsEnabled(logLevel);
        }
#pragma warning disable CA1031 // A broken logging provider must not fail the run that logs.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
#pragma warning disable CA1031 // A broken logging provider must not fail the run that logs.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
