using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BotKit.Core.Tests.Notifications;

/// <summary>Keeps what is logged, and lets a test wait for it.</summary>
internal sealed class RecordingLoggers : ILoggerFactory
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, int Id, string Message)> _lines = new();
    private readonly SemaphoreSlim _written = new(0);

    public IReadOnlyList<(string Category, LogLevel Level, int Id, string Message)> Lines => [.. _lines];

    public Task NextAsync() => _written.WaitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private sealed class Logger(RecordingLoggers owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            owner._lines.Enqueue((category, logLevel, eventId.Id, formatter(state, exception)));
            owner._written.Release();
        }
    }
}
