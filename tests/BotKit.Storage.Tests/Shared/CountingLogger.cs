using Microsoft.Extensions.Logging;

namespace BotKit.Storage.Tests.Shared;

/// <summary>Adds up the counts of dropped rows that were logged at Error.</summary>
internal sealed class CountingLogger : ILogger
{
    private long _dropped;

    public long Dropped => Interlocked.Read(ref _dropped);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == 4005 && logLevel == LogLevel.Error && state is IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            Interlocked.Add(ref _dropped, (long)values.First(value => value.Key == "Count").Value!);
        }
    }
}
