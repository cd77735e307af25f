using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.DependencyInjection;

/// <summary>What was registered, before the container is built.</summary>
internal sealed class BotRegistry
{
    private readonly Dictionary<string, BotRegistration> _bots = new(StringComparer.Ordinal);

    public IEnumerable<BotRegistration> Bots => _bots.Values;

    public List<IConfigurationSection> Sections { get; } = [];

    public List<IJsonTypeInfoResolver> JsonResolvers { get; } = [];

    public List<Func<BotContext, BotDelegate, CancellationToken, ValueTask>> Middleware { get; } = [];

    /// <summary>The registry of a service collection, made on first use.</summary>
    public static BotRegistry Of(IServiceCollection services)
    {
        foreach (var service in services)
        {
            if (service.ServiceType == typeof(BotRegistry))
            {
                return (BotRegistry)service.ImplementationInstance!;
            }
        }

        var registry = new BotRegistry();
        services.AddSingleton(registry);
        return registry;
    }

    public void Add(BotRegistration bot)
    {
        if (!_bots.TryAdd(bot.Name, bot))
        {
            throw new InvalidOperationException(
                $"A bot named '{bot.Name}' is registered already, by {_bots[bot.Name].BotType}; {bot.BotType} needs another name.");
        }
    }

    public BotRegistration Get(string name)
        => _bots.GetValueOrDefault(name)
        ?? throw new InvalidOperationException($"No bot named '{name}' is registered; call AddBot<T>(\"{name}\") first.");

    /// <summary>The one bot of these types, for whoever asks without a name.</summary>
    public string OnlyNameOf<TInput, TResult>()
    {
        var names = _bots.Values
            .Where(static bot => bot.InputType == typeof(TInput) && bot.ResultType == typeof(TResult))
            .Select(static bot => bot.Name)
            .Order(StringComparer.Ordinal)
            .ToArray();
        return names.Length == 1
            ? names[0]
            : throw new InvalidOperationException(
                $"IBot<{typeof(TInput).Name}, {typeof(TResult).Name}> is ambiguous: the bots {string.Join(", ", names)} have these types. "
                + "Ask for one by name: [FromKeyedServices(\"" + names[0] + "\")].");
    }
}
