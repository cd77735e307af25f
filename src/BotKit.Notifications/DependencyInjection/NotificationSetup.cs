using BotKit.DependencyInjection;
using BotKit.Notifications.Delivery;
using BotKit.Notifications.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Notifications.DependencyInjection;

/// <summary>The options while they are collected. They are read at once, since each channel is a bot, and bots are registered now.</summary>
internal sealed class NotificationSetup
{
    private readonly List<string> _errors = [];
    private readonly HashSet<string> _channels = new(StringComparer.Ordinal);

    public NotificationOptions Options { get; } = new();

    /// <summary>The setup of a service collection, made on first use.</summary>
    public static NotificationSetup Of(IServiceCollection services)
    {
        if (services.FirstOrDefault(static service => service.ServiceType == typeof(NotificationSetup))?.ImplementationInstance is NotificationSetup setup)
        {
            return setup;
        }

        setup = new NotificationSetup();
        services.AddSingleton(setup);
        return setup;
    }

    public void Read(IConfigurationSection section) => NotificationSection.Read(section, Options, _errors);

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<string> Check(IConfiguration? configuration)
        => [.. _errors.Concat(new NotificationRules(Options, configuration).Check()).Distinct(StringComparer.Ordinal)];

    /// <summary>Registers a bot for each channel that has none yet.</summary>
    public void AddBots(IServiceCollection services)
    {
        foreach (var channel in Options.EmailChannels.Keys.Concat(Options.WebhookChannels.Keys).Where(ChannelName.IsValid))
        {
            if (_channels.Add(channel))
            {
                var bot = ChannelName.BotOf(channel);
                ((IBotShapeVisitor)new BotRegistrar<DeliveryBot>(services, bot, $"Sends alerts through the channel '{channel}'.")).Visit<DeliveryInput, DeliveryReport>();
                services.Configure<BotOptions>(bot, ForDelivery);
            }
        }
    }

    // Trying again is the queue's, so that waiting holds no worker; how often is counted with the message.
    private void ForDelivery(BotOptions bot)
    {
        bot.TotalTimeout = TimeSpan.FromMinutes(10);
        bot.CriticalPause = TimeSpan.Zero;
        bot.Retry.MaxRetries = 0;
        bot.Circuit.Enabled = false;
        bot.Queue.Workers = 2;
        bot.Queue.MaxLost = 10;
        bot.Queue.MaxRedeliveries = Math.Clamp(Options.MaxAttempts + 10, 0, 1_000);
        bot.Queue.RedeliveryDelay = Clamp(Options.RetryDelay, TimeSpan.FromDays(1));
        bot.Queue.MaxRedeliveryDelay = Clamp(Options.MaxRetryDelay, TimeSpan.FromDays(1));
    }

    private static TimeSpan Clamp(TimeSpan delay, TimeSpan most)
        => delay < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : delay > most ? most : delay;
}
