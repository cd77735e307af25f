using System.Diagnostics.CodeAnalysis;
using BotKit.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotKit.DependencyInjection;

/// <summary>Registers a bot once its types are known.</summary>
internal sealed class BotRegistrar<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TBot>(
    IServiceCollection services, string name, string? description) : IBotShapeVisitor
    where TBot : class, IBotShape
{
    public void Visit<TInput, TResult>()
    {
        if (typeof(TBot).IsAbstract)
        {
            throw new ArgumentException($"{typeof(TBot)} is abstract and cannot be a bot; register a class that derives it.");
        }

        BotRegistry.Of(services).Add(new BotRegistration<TBot, TInput, TResult>(name, description));
        services.TryAddTransient<TBot>();
        services.AddKeyedSingleton(
            name, static (provider, key) => (IBot<TInput, TResult>)provider.GetRequiredService<BotCatalogue>().Get((string)key!));
        services.TryAddTransient(static provider => provider.GetRequiredKeyedService<IBot<TInput, TResult>>(
            provider.GetRequiredService<BotRegistry>().OnlyNameOf<TInput, TResult>()));
    }
}
