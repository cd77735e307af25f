using BotKit.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotKit.Scheduling.Hosting;

/// <summary>Stops the host at start when BotKit is configured wrongly, and starts and drains its background work.</summary>
internal sealed class SchedulingHost(IServiceProvider services) : IHostedLifecycleService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Its creation validates the options of all bots.
        _ = services.GetRequiredService<IBotManager>();
        return services.GetRequiredService<LifecycleDriver>().StartAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Before the server waits for the requests that it still answers.
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<LifecycleDriver>().BeginStop();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => services.GetRequiredService<LifecycleDriver>().StopAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
