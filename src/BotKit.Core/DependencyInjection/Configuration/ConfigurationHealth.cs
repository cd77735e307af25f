using BotKit.Health;

namespace BotKit.DependencyInjection;

/// <summary>Degrades health while the newest options are not in force.</summary>
internal sealed class ConfigurationHealth(BotOptionsSource source) : IBotHealthContributor
{
    public string Name => "configuration";

    public ValueTask<BotHealthContribution> CheckAsync(CancellationToken cancellationToken)
    {
        var refused = source.Failures;
        return new(refused.Count == 0
            ? BotHealthContribution.Healthy
            : new BotHealthContribution(
                BotHealthStatus.Degraded,
                $"The newest options of {string.Join(", ", refused.Keys.Order(StringComparer.Ordinal))} are not valid; the last good ones are in force."));
    }
}
