using BotKit.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotKit.AspNetCore.Hosting;

/// <summary>Stops the host at start when BotKit is configured wrongly, and starts and drains its background work.</summary>
internal sealed class BotKitHost(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<IBotManager>() is null)
        {
            throw new InvalidOperationException("BotKit is part of this host, but no bots are: call AddBotKit on its services.");
        }

        return services.GetRequiredService<LifecycleDriver>().StartAsync(cancellationToken);
    }

    // What ignores the token must not hold the host's shutdown.
    public Task StopAsync(CancellationToken cancellationToken)
        => services.GetRequiredService<LifecycleDriver>().DrainAsync(cancellationToken).WaitAsync(cancellationToken);
}
