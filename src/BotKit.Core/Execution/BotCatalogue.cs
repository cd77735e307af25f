using System.Collections.Frozen;

namespace BotKit.Execution;

/// <summary>All bots of a container by name, fixed once it is built.</summary>
internal sealed class BotCatalogue
{
    private readonly FrozenDictionary<string, BotRunner> _byName;

    public BotCatalogue(IEnumerable<BotRunner> runners)
    {
        Runners = [.. runners.OrderBy(static runner => runner.Descriptor.Name, StringComparer.Ordinal)];
        Bots = [.. Runners.Select(static runner => runner.Descriptor)];
        _byName = Runners.ToFrozenDictionary(static runner => runner.Descriptor.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<BotRunner> Runners { get; }

    public IReadOnlyList<BotDescriptor> Bots { get; }

    public BotRunner Get(string bot)
    {
        ArgumentNullException.ThrowIfNull(bot);
        return _byName.TryGetValue(bot, out var runner)
            ? runner
            : throw new BotNotFoundException(bot, Bots.Select(static known => known.Name));
    }

    public BotRunner? Find(string bot) => _byName.GetValueOrDefault(bot);
}
