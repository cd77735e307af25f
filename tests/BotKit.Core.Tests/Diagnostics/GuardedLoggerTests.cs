using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.Core.Tests.Diagnostics;

public class GuardedLoggerTests
{
    [Fact]
    public void EndScope_Scope_IsDisposed()
    {
        var scope = new Scope();

        GuardedLogger.EndScope(scope);

        scope.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public void EndScope_ScopeThatThrows_IsNoError()
    {
        var end = () => GuardedLogger.EndScope(new Scope { Throws = true });

        end.Should().NotThrow();
    }

    [Fact]
    public void EndScope_NoScope_IsNoError()
    {
        var end = () => GuardedLogger.EndScope(null);

        end.Should().NotThrow();
    }

    [Fact]
    public void Logger_ThatThrows_IsSilent()
    {
        var logger = new GuardedLogger(new Inner { Throws = true });
        var log = () => logger.LogError("lost");

        log.Should().NotThrow();
        logger.IsEnabled(LogLevel.Critical).Should().BeFalse();
        logger.BeginScope("scope").Should().BeNull();
    }

    [Fact]
    public void Logger_ThatWorks_IsPassedOn()
    {
        var inner = new Inner();
        var logger = new GuardedLogger(inner);

        logger.LogWarning("kept");

        inner.Lines.Should().Equal("kept");
        logger.IsEnabled(LogLevel.Warning).Should().BeTrue();
        logger.IsEnabled(LogLevel.Debug).Should().BeFalse();
        logger.BeginScope("scope").Should().BeOfType<Scope>();
    }

    private sealed class Scope : IDisposable
    {
        public bool Throws { get; init; }

        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = Throws ? throw new IOException() : true;
    }

    private sealed class Inner : ILogger
    {
        public bool Throws { get; init; }

        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => Throws ? throw new IOException() : new Scope();

        public bool IsEnabled(LogLevel logLevel) => Throws ? throw new IOException() : logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (Throws)
            {
                throw new IOException();
            }

            Lines.Add(formatter(state, exception));
        }
    }
}
