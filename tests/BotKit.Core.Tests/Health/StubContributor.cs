using BotKit.Health;

namespace BotKit.Core.Tests.Health;

/// <summary>A part of the host that says of its health what a test tells it.</summary>
internal sealed class StubContributor(string name, Func<CancellationToken, ValueTask<BotHealthContribution>> check) : IBotHealthContributor
{
    public StubContributor(string name, BotHealthStatus status, string? reason = null)
        : this(name, _ => new(new BotHealthContribution(status, reason)))
    {
    }

    public string Name => name;

    public ValueTask<BotHealthContribution> CheckAsync(CancellationToken cancellationToken) => check(cancellationToken);
}
