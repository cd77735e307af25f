using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using BotKit;
using BotKit.DependencyInjection;
using BotKit.Errors;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What can be added to one bot.</summary>
public static class BotBuilderExtensions
{
    /// <summary>Sets the bot's options in code; configuration comes after and wins.</summary>
    /// <param name="builder">The bot.</param>
    /// <param name="configure">Changes the defaults.</param>
    public static IBotBuilder Configure(this IBotBuilder builder, Action<BotOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure(builder.Name, configure);
        return builder;
    }

    /// <summary>Validates the bot's input. Several validators run in the order they were added, and all problems are reported.</summary>
    /// <typeparam name="TValidator">A FluentValidation <c>IValidator</c>, or an <c>IBotValidator</c>, of the bot's input.</typeparam>
    /// <param name="builder">The bot.</param>
    /// <param name="lifetime">Singleton by default; scoped or transient to make it in each run's scope.</param>
    /// <exception cref="InvalidOperationException">It validates another type.</exception>
    public static IBotBuilder Validate<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(
        this IBotBuilder builder, ServiceLifetime lifetime = ServiceLifetime.Singleton)
        where TValidator : class
    {
        Registration(builder).AddValidator(typeof(TValidator), lifetime);
        var known = builder.Services.LastOrDefault(static service => service.ServiceType == typeof(TValidator));
        if (known is null)
        {
            builder.Services.Add(new ServiceDescriptor(typeof(TValidator), typeof(TValidator), lifetime));
        }
        else if (known.Lifetime != lifetime)
        {
            throw new InvalidOperationException(
                $"{typeof(TValidator)} is registered as {known.Lifetime} and cannot also be {lifetime}.");
        }

        return builder;
    }

    /// <summary>
    /// Says that the shape of the bot's input has changed, so that runs which were queued before can still happen. Runs of a newer
    /// version than a node knows wait for one that knows it.
    /// </summary>
    /// <param name="builder">The bot.</param>
    /// <param name="version">The current version, from 2; without this call it is 1.</param>
    /// <param name="upgrade">Makes the JSON of the current version from that of an older one, whose version it is given.</param>
    public static IBotBuilder PayloadVersion(this IBotBuilder builder, int version, Func<JsonNode, int, JsonNode> upgrade)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 2);
        ArgumentNullException.ThrowIfNull(upgrade);
        var registration = Registration(builder);
        registration.PayloadVersion = version;
        registration.Upgrade = upgrade;
        return builder;
    }

    /// <summary>Says what an exception of the bot means. The most derived type wins, then the rule added last.</summary>
    /// <typeparam name="TException">The exception, and all that derive it.</typeparam>
    /// <param name="builder">The bot.</param>
    /// <param name="severity">How serious it is.</param>
    /// <param name="code">A stable code in snake_case.</param>
    /// <param name="transient">Whether trying again may help.</param>
    /// <param name="message">A sentence for the caller; <see langword="null"/> for a general one.</param>
    public static IBotBuilder OnError<TException>(
        this IBotBuilder builder, BotSeverity severity, string code, bool transient = false, string? message = null)
        where TException : Exception
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        Registration(builder).ErrorRules.Add(new ErrorRule(typeof(TException), severity, code, transient, message));
        return builder;
    }

    /// <summary>Adds middleware around this bot, in the order of the calls.</summary>
    /// <param name="builder">The bot.</param>
    /// <param name="middleware">Does something before and after the next delegate, or instead of it.</param>
    public static IBotBuilder Use(this IBotBuilder builder, Func<BotContext, BotDelegate, CancellationToken, ValueTask> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        Registration(builder).Middleware.Add(middleware);
        return builder;
    }

    /// <summary>Adds middleware around this bot, made in each run's scope.</summary>
    /// <typeparam name="TMiddleware">The middleware's class; registered as scoped unless it is registered already.</typeparam>
    /// <param name="builder">The bot.</param>
    public static IBotBuilder Use<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware>(
        this IBotBuilder builder)
        where TMiddleware : class, IBotMiddleware
    {
        ArgumentNullException.ThrowIfNull(builder);
        Extensions.ServiceCollectionDescriptorExtensions.TryAddScoped<TMiddleware>(builder.Services);
        return builder.Use(MiddlewareFrom<TMiddleware>.InvokeAsync);
    }

    private static BotRegistration Registration(IBotBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return BotRegistry.Of(builder.Services).Get(builder.Name);
    }
}
