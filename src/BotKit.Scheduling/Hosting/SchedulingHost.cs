using BotKit.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotKit.Scheduling.Hosting;

/// <summary>Stops the host at start when BotKit is configured wrongly, and starts and drains its background work.</summary>
internal sealed class SchedulingHost(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Its creation validates the options of all bots.
        _ = services.GetRequiredService<IBotManager>();
        return services.GetRequiredService<LifecycleDriver>().StartAsync(cancellationToken);
    }

    // What ignores the token must not hold the host's shutdown.
    public Task StopAsync(CancellationToken cancellationToken)
        => services.GetRequiredService<LifecycleDriver>().DrainAsync(cancellationToken).WaitAsync(cancellationToken);
}
