using Microsoft.Extensions.Logging;

namespace BotKit.Benchmarks.Listening;

/// <summary>Takes every message that the filters let through and throws it away, so that only the way there is measured.</summary>
internal sealed class DiscardingLoggerProvider : ILoggerProvider
{
    private readonly DiscardingLogger _logger = new();

    public long Messages => _logger.Messages;

    public ILogger CreateLogger(string categoryName) => _logger;

    public void Dispose()
    {
    }

    private sealed class DiscardingLogger : ILogger
    {
        public long Messages { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Messages++;
    }
}
