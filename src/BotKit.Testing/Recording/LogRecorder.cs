using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BotKit.Testing;

/// <summary>Keeps what is logged, in order.</summary>
internal sealed class LogRecorder : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<BotLogEntry> _entries = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<BotLogEntry> Entries => [.. _entries];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private Guid? CurrentRun()
    {
        var found = new Holder();
        _scopes.ForEachScope(
            static (scope, holder) =>
            {
                if (ValuesOf(scope).TryGetValue("ExecutionId", out var id) && id is Guid run)
                {
                    holder.Run = run;
                }
            },
            found);
        return found.Run;
    }

    private static Dictionary<string, object?> ValuesOf(object? state)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            values[name] = value;
        }

        return values;
    }

    private sealed class Holder
    {
        public Guid? Run { get; set; }
    }

    private sealed class Logger(LogRecorder recorder, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => recorder._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => recorder._entries.Enqueue(new BotLogEntry(
                logLevel, category, eventId, formatter(state, exception), exception, ValuesOf(state), recorder.CurrentRun()));
    }
}
