using BotKit;
using BotKit.DependencyInjection;
using BotKit.Notifications;
using BotKit.Notifications.Delivery;
using BotKit.Notifications.DependencyInjection;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds messages to people to BotKit.</summary>
public static class BotKitNotificationsExtensions
{
    /// <summary>
    /// Adds channels through which alerts reach people, and <see cref="IEmailSender"/>. It may be called several times; later calls
    /// add to the options of earlier ones. They are validated when the host starts, all errors listed.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> keeps the defaults.</param>
    public static IBotKitBuilder AddNotifications(this IBotKitBuilder builder, Action<NotificationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var setup = NotificationSetup.Of(builder.Services);
        configure?.Invoke(setup.Options);
        return Add(builder, setup);
    }

    /// <summary>Adds the same, with the options of a configuration section, in which an unknown key is an error.</summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="section">The section, such as <c>Notifications</c>.</param>
    /// <param name="configure">Sets further options after the section; <see langword="null"/> for none.</param>
    public static IBotKitBuilder AddNotifications(this IBotKitBuilder builder, IConfigurationSection section, Action<NotificationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        var setup = NotificationSetup.Of(builder.Services);
        setup.Read(section);
        configure?.Invoke(setup.Options);
        return Add(builder, setup);
    }

    private static IBotKitBuilder Add(IBotKitBuilder builder, NotificationSetup setup)
    {
        var resolvers = BotRegistry.Of(builder.Services).JsonResolvers;
        if (!resolvers.Contains(NotificationsJson.Default))
        {
            resolvers.Add(NotificationsJson.Default);
        }

        setup.AddBots(builder.Services);
        NotificationServices.Add(builder.Services);
        return builder;
    }
}
