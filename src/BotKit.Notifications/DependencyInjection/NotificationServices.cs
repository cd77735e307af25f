using BotKit.DependencyInjection;
using BotKit.Diagnostics;
using BotKit.Execution;
using BotKit.Health;
using BotKit.Ledger;
using BotKit.Notifications.Channels;
using BotKit.Notifications.Content;
using BotKit.Notifications.Delivery;
using BotKit.Notifications.Diagnostics;
using BotKit.Notifications.Email;
using BotKit.Notifications.Health;
using BotKit.Notifications.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotKit.Notifications.DependencyInjection;

/// <summary>What Notifications consists of.</summary>
internal static class NotificationServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(static provider => Checked(provider));
        services.TryAddSingleton(static provider => Microsoft.Extensions.Options.Options.Create(provider.GetRequiredService<NotificationOptions>()));
        services.TryAddSingleton(static provider => Transport(provider));
        services.TryAddSingleton<IEmailSender>(static provider => new EmailSender(
            provider.GetRequiredService<NotificationOptions>().Email, provider.GetRequiredService<IEmailTransport>(), Clock(provider)));
        services.TryAddSingleton(static provider => new Wording(
            provider.GetRequiredService<IOptions<Nodes.NodeOptions>>().Value.Name, provider.GetRequiredService<NotificationOptions>().RunLink));
        services.TryAddSingleton(static provider => new ChannelDirectory(Channels(provider)));
        services.TryAddSingleton(static provider => new ChannelConditions(Clock(provider)));
        services.TryAddSingleton(static provider => new NotificationMetrics(provider.GetRequiredService<BotKitMetrics>()));
        services.TryAddSingleton(static provider => new ChannelSend(
            provider.GetRequiredService<NotificationOptions>(),
            provider.GetRequiredService<ChannelConditions>(),
            provider.GetRequiredService<NotificationMetrics>(),
            Clock(provider),
            Logger(provider)));
        services.TryAddSingleton(static provider => new DigestShelf(provider.GetRequiredService<IBotDataStore>()));
        AddRouting(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotHealthContributor, NotificationsHealth>());
    }

    private static void AddRouting(IServiceCollection services)
    {
        services.TryAddSingleton(static provider => new RoutePlan(provider.GetRequiredService<NotificationOptions>()));
        services.TryAddSingleton(static provider => new QueueDelivery(
            provider.GetRequiredService<NotificationOptions>(), provider.GetRequiredService<DigestShelf>(), provider, Clock(provider), Logger(provider)));
        services.TryAddSingleton(static provider => new DirectLanes(provider.GetRequiredService<ChannelDirectory>().All.ToDictionary(
            static channel => channel.Name,
            channel => new DirectLane(
                channel,
                provider.GetRequiredService<ChannelSend>(),
                provider.GetRequiredService<NotificationOptions>().MaxBuffered,
                provider.GetRequiredService<ChannelConditions>(),
                provider.GetRequiredService<NotificationMetrics>(),
                Clock(provider),
                Logger(provider)),
            StringComparer.Ordinal)));
        services.TryAddSingleton(static provider => new DirectDelivery(provider.GetRequiredService<DirectLanes>().ByName, Clock(provider)));
        services.TryAddSingleton(static provider => new AlertMarks(provider.GetRequiredService<IBotAlertStore>(), Clock(provider)));
        services.TryAddSingleton(static provider => new AlertRouter(
            provider.GetRequiredService<NotificationOptions>(),
            provider.GetRequiredService<RoutePlan>(),
            provider.GetRequiredService<ChannelDirectory>(),
            provider.GetRequiredService<QueueDelivery>(),
            provider.GetRequiredService<DirectDelivery>(),
            provider.GetRequiredService<AlertMarks>(),
            Clock(provider),
            Logger(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotNotifier, AlertRouter>(static provider => provider.GetRequiredService<AlertRouter>()));
        services.TryAddSingleton(static provider => new EscalationWatch(
            provider.GetRequiredService<RoutePlan>(),
            provider.GetRequiredService<AlertRouter>(),
            provider.GetRequiredService<QueueDelivery>(),
            provider.GetRequiredService<DirectDelivery>(),
            provider.GetRequiredService<AlertMarks>(),
            provider.GetRequiredService<IBotAlertStore>(),
            Clock(provider),
            Logger(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotLifecycle, NotificationsLifecycle>(static provider => new NotificationsLifecycle(
            provider.GetRequiredService<NotificationOptions>(),
            [.. provider.GetRequiredService<DirectLanes>().ByName.Values],
            provider.GetRequiredService<DirectDelivery>(),
            provider.GetRequiredService<EscalationWatch>(),
            provider.GetRequiredService<BackgroundWork>(),
            Clock(provider))));
    }

    /// <summary>The options, which whoever asks gets only when they are valid.</summary>
    /// <exception cref="OptionsValidationException">They are not. It lists all errors.</exception>
    private static NotificationOptions Checked(IServiceProvider provider)
    {
        var setup = provider.GetRequiredService<NotificationSetup>();
        var errors = setup.Check(provider.GetService<IConfiguration>());
        return errors.Count == 0
            ? setup.Options
            : throw new OptionsValidationException(nameof(NotificationOptions), typeof(NotificationOptions), errors);
    }

    private static IEmailTransport Transport(IServiceProvider provider)
    {
        var email = provider.GetRequiredService<NotificationOptions>().Email;
        if (string.IsNullOrEmpty(email.Smtp.Host))
        {
            return new PickupTransport(email.PickupFolder);
        }

        var transport = new SmtpTransport(email.Smtp, Clock(provider));
        if (transport.Security == SmtpSecurity.None && !string.IsNullOrEmpty(email.Smtp.User))
        {
            Diagnostics.Log.PasswordInTheClear(Logger(provider), email.Smtp.Host);
        }

        return transport;
    }

    private static Dictionary<string, IAlertChannel> Channels(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<NotificationOptions>();
        var wording = provider.GetRequiredService<Wording>();
        var channels = new Dictionary<string, IAlertChannel>(StringComparer.Ordinal);
        foreach (var (name, channel) in options.EmailChannels)
        {
            channels.Add(name, new EmailBotNotifier(name, channel, options.Email.From, provider.GetRequiredService<IEmailSender>(), wording, Logger(provider)));
        }

        foreach (var (name, channel) in options.WebhookChannels)
        {
            channels.Add(name, new WebhookBotNotifier(
                name, channel, WebhookBotNotifier.CreateClient(), wording, provider.GetService<IConfiguration>(), Clock(provider)));
        }

        return channels;
    }

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static ILogger Logger(IServiceProvider provider) => CoreServices.LoggerOf(provider, "BotKit.Notifications");
}
