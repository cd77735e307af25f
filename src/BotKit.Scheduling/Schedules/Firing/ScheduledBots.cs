using BotKit.Execution;

namespace BotKit.Scheduling.Schedules;

/// <summary>The bots whose schedules this node fires.</summary>
internal sealed class ScheduledBots
{
    private readonly BotCatalogue _catalogue;
    private readonly BotRunner[] _bots;

    public ScheduledBots(BotCatalogue catalogue, SchedulingOptions options)
    {
        _catalogue = catalogue;
        _bots =
        [
            .. catalogue.Runners.Where(bot =>
                (options.Include.Count == 0 || options.Include.Contains(bot.Descriptor.Name)) && !options.Exclude.Contains(bot.Descriptor.Name)),
        ];
        Names = [.. _bots.Select(static bot => bot.Descriptor.Name)];
        Fired = Names.ToHashSet(StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Names { get; }

    public IReadOnlySet<string> Fired { get; }

    /// <summary>Any bot of this host, also one whose schedules are left to others.</summary>
    public BotRunner? Find(string bot) => _catalogue.Find(bot);

    public Dictionary<string, int> MaxQueued()
    {
        var limits = new Dictionary<string, int>(_bots.Length, StringComparer.Ordinal);
        foreach (var bot in _bots)
        {
            limits[bot.Descriptor.Name] = bot.Runtime.Options.Queue.MaxQueued;
        }

        return limits;
    }
}
