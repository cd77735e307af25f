using Microsoft.Extensions.DependencyInjection;

namespace BotKit;

/// <summary>Adds to one bot. Its verbs are extension methods.</summary>
public interface IBotBuilder
{
    /// <summary>The bot's name.</summary>
    string Name { get; }

    /// <summary>Where everything is registered.</summary>
    IServiceCollection Services { get; }
}
