using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using BotKit;
using BotKit.DependencyInjection;
using BotKit.Errors;
using BotKit.Ledger;
using BotKit.Notifications;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What can be added to BotKit as a whole.</summary>
public static class BotKitBuilderExtensions
{
    /// <summary>Adds a bot.</summary>
    /// <typeparam name="TBot">The bot's class. One class may serve several names.</typeparam>
    /// <param name="builder">BotKit.</param>
    /// <param name="name">
    /// Its name, <c>[a-z][a-z0-9-]{0,62}</c>: also its options name, service key, metric tag and URL segment.
    /// </param>
    /// <param name="description">What it does, in a sentence.</param>
    /// <exception cref="ArgumentException">The name is malformed or reserved, or the class is abstract.</exception>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    public static IBotBuilder AddBot<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TBot>(
        this IBotKitBuilder builder, string name, string? description = null)
        where TBot : class, IBotShape
    {
        ArgumentNullException.ThrowIfNull(builder);
        BotName.ThrowIfInvalid(name);
        TBot.Accept(new BotRegistrar<TBot>(builder.Services, name, description));
        return new BotBuilder(name, builder.Services);
    }

    /// <summary>
    /// Takes each bot's options from a section whose children are the bots' names. A change of the file takes effect on the
    /// bot it concerns; an unknown key, a bad value or an unknown bot stops the host at start, all of them listed at once.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="section">The section, such as <c>Bots</c>.</param>
    public static IBotKitBuilder Configure(this IBotKitBuilder builder, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        BotRegistry.Of(builder.Services).Sections.Add(section);
        return builder;
    }

    /// <summary>Adds middleware around every bot, in the order of the calls, outside the bots' own.</summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="middleware">Does something before and after the next delegate, or instead of it.</param>
    public static IBotKitBuilder Use(
        this IBotKitBuilder builder, Func<BotContext, BotDelegate, CancellationToken, ValueTask> middleware)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(middleware);
        BotRegistry.Of(builder.Services).Middleware.Add(middleware);
        return builder;
    }

    /// <summary>Adds middleware around every bot, made in each run's scope, in the order of the calls, outside the bots' own.</summary>
    /// <typeparam name="TMiddleware">The middleware's class; registered as scoped unless it is registered already.</typeparam>
    /// <param name="builder">BotKit.</param>
    public static IBotKitBuilder Use<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware>(
        this IBotKitBuilder builder)
        where TMiddleware : class, IBotMiddleware
    {
        ArgumentNullException.ThrowIfNull(builder);
        Extensions.ServiceCollectionDescriptorExtensions.TryAddScoped<TMiddleware>(builder.Services);
        return builder.Use(MiddlewareFrom<TMiddleware>.InvokeAsync);
    }

    /// <summary>Adds source-generated JSON contracts; needed for JSON inputs where reflection is turned off (native AOT).</summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="resolver">A <c>JsonSerializerContext</c>.</param>
    public static IBotKitBuilder UseJson(this IBotKitBuilder builder, IJsonTypeInfoResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(resolver);
        BotRegistry.Of(builder.Services).JsonResolvers.Add(resolver);
        return builder;
    }

    /// <summary>
    /// Encrypts what the ledger stores of members marked <see cref="SensitiveAttribute"/> in inputs; the last call wins. Without it
    /// they are stored as they are. Every node that shares a store needs it, with the same keys.
    /// </summary>
    /// <typeparam name="TProtector">The class that encrypts, a singleton.</typeparam>
    /// <param name="builder">BotKit.</param>
    public static IBotKitBuilder ProtectPayloads<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProtector>(
        this IBotKitBuilder builder)
        where TProtector : class, IBotPayloadProtector
    {
        ArgumentNullException.ThrowIfNull(builder);
        Extensions.ServiceCollectionDescriptorExtensions.Replace(builder.Services, ServiceDescriptor.Singleton<IBotPayloadProtector, TProtector>());
        return builder;
    }

    /// <summary>Adds a notifier; all of them get every alert.</summary>
    /// <typeparam name="TNotifier">The notifier's class, a singleton.</typeparam>
    /// <param name="builder">BotKit.</param>
    public static IBotKitBuilder AddNotifier<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TNotifier>(
        this IBotKitBuilder builder)
        where TNotifier : class, IBotNotifier
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IBotNotifier, TNotifier>();
        return builder;
    }

    /// <summary>Adds a classifier that is asked, in the order of the calls, after <c>OnError</c> rules and before the defaults.</summary>
    /// <typeparam name="TClassifier">The classifier's class, a singleton.</typeparam>
    /// <param name="builder">BotKit.</param>
    public static IBotKitBuilder AddErrorClassifier<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TClassifier>(
        this IBotKitBuilder builder)
        where TClassifier : class, IBotErrorClassifier
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IBotErrorClassifier, TClassifier>();
        return builder;
    }

    private sealed record BotBuilder(string Name, IServiceCollection Services) : IBotBuilder;
}
