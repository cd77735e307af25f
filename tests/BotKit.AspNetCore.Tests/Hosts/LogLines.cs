using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Tests;

/// <summary>Everything the host logged.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<Line> _lines = new();

    public IReadOnlyList<Line> All => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Logger(_lines);

    public void Dispose()
    {
    }

    internal sealed record Line(int EventId, LogLevel Level, string Text, Exception? Exception);

    private sealed class Logger(ConcurrentQueue<Line> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => lines.Enqueue(new(eventId.Id, logLevel, formatter(state, exception), exception));
    }
}
