using BotKit.Benchmarks.Listening;
using BotKit.Benchmarks.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Benchmarks.Stages;

/// <summary>A container as a host builds it: logging with one provider, metrics, the validator and the work.</summary>
internal sealed class Host : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="level">What the logging filters let through; a host's default is <see cref="LogLevel.Information"/>.</param>
    /// <param name="configure">Adds the contestants.</param>
    public Host(LogLevel level, Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(level).AddProvider(Logs));
        services.AddMetrics();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<LeadScoring>();
        configure(services);
        _services = services.BuildServiceProvider();
    }

    public DiscardingLoggerProvider Logs { get; } = new();

    public IServiceProvider Services => _services;

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
