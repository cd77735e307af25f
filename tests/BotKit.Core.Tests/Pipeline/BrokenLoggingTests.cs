using BotKit.Core.Tests.Scripted;
using BotKit.Diagnostics;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Core.Tests.Pipeline;

/// <summary>Logging providers that throw fail no run.</summary>
public class BrokenLoggingTests
{
    [Theory]
    [InlineData(Break.Log)]
    [InlineData(Break.IsEnabled)]
    [InlineData(Break.BeginScope)]
    [InlineData(Break.EndScope)]
    public async Task RunAsync_ProviderThrows_SucceedsAndFreesWhatItHeld(Break what)
    {
        await using var host = Broken(what, Script.Returning());

        var result = await host.RunAsync("go");

        result.Success.Should().BeTrue();
        host.State.Running.Should().Be(0);
    }

    [Theory]
    [InlineData(Break.Log)]
    [InlineData(Break.IsEnabled)]
    [InlineData(Break.BeginScope)]
    [InlineData(Break.EndScope)]
    public async Task RunAsync_ProviderThrowsAroundABotThatWaits_AnswersItsCaller(Break what)
    {
        await using var host = Broken(what, new Script(async (_, context, _) =>
        {
            context.Logger.LogInformation("working");
            await Task.Delay(TimeSpan.FromSeconds(1), context.Services.GetRequiredService<TimeProvider>());
            throw Failures.Critical;
        }));

        var result = await host.RunAsync("go");

        result.Error!.Code.Should().Be("no_disk");
    }

    [Fact]
    public void IsEnabled_InnerThrows_IsFalse()
        => new GuardedLogger(new BrokenLogger(Break.IsEnabled)).IsEnabled(LogLevel.Error).Should().BeFalse();

    [Theory]
    [InlineData(LogLevel.Debug, false)]
    [InlineData(LogLevel.Warning, true)]
    public void IsEnabled_InnerAnswers_IsItsAnswer(LogLevel level, bool enabled)
        => new GuardedLogger(new BrokenLogger(Break.Log)).IsEnabled(level).Should().Be(enabled);

    [Fact]
    public void BeginScope_InnerThrows_IsNone()
        => new GuardedLogger(new BrokenLogger(Break.BeginScope)).BeginScope("scope").Should().BeNull();

    private static BotTestHost<ScriptedBot> Broken(Break what, Script script)
        => Hosts.Of(script, services: services => services.AddLogging(logging => logging.AddProvider(new BrokenProvider(what))));

    public enum Break
    {
        Log,
        IsEnabled,
        BeginScope,
        EndScope,
    }

    private sealed class BrokenProvider(Break what) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new BrokenLogger(what);

        public void Dispose()
        {
        }
    }

    private sealed class BrokenLogger(Break what) : ILogger, IDisposable
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => what == Break.BeginScope ? throw new InvalidOperationException() : this;

        public bool IsEnabled(LogLevel logLevel) => what == Break.IsEnabled ? throw new InvalidOperationException() : logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (what == Break.Log)
            {
                throw new InvalidOperationException();
            }
        }

        public void Dispose()
        {
            if (what == Break.EndScope)
            {
                throw new InvalidOperationException();
            }
        }
    }
}
