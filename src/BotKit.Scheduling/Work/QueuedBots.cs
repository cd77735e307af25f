using BotKit.Execution;
using BotKit.Queue;

namespace BotKit.Scheduling.Work;

/// <summary>The bots whose runs this node takes from the queue.</summary>
internal sealed class QueuedBots(BotCatalogue catalogue, SchedulingOptions options, IBotDelivery delivery)
{
    private readonly BotRunner[] _bots =
    [
        .. catalogue.Runners.Where(bot =>
            (options.Include.Count == 0 || options.Include.Contains(bot.Descriptor.Name)) && !options.Exclude.Contains(bot.Descriptor.Name)),
    ];

    /// <summary>When the first of those bots has room again that <see cref="WithRoom"/> left out because their rate limit is used up.</summary>
    public TimeSpan? OpensIn { get; private set; }

    /// <summary>The bots that have room.</summary>
    /// <param name="nodeFree">How many more runs the node could start in all.</param>
    /// <param name="running">How many of a bot are in progress here.</param>
    public List<BotSlots> WithRoom(int nodeFree, Func<string, int> running)
    {
        var slots = new List<BotSlots>(_bots.Length);
        OpensIn = null;
        foreach (var bot in _bots)
        {
            var name = bot.Descriptor.Name;
            var queue = bot.Runtime.Options.Queue;

            // What was started a moment ago has not reached its gates yet.
            var limit = Math.Min(queue.Workers ?? int.MaxValue, bot.Runtime.Concurrency.Limit ?? int.MaxValue);
            var free = Math.Min(Math.Min(limit - running(name), nodeFree), delivery.FreeSlots(name));
            var permits = bot.Runtime.Rate.Left(out var opensIn);
            free = Math.Min(free, permits - Math.Max(running(name) - bot.Delivering, 0));
            if (free > 0)
            {
                slots.Add(new BotSlots(name, free, bot.Descriptor.PayloadVersion, queue.MaxRunning));
            }
            else if (permits == 0 && !(opensIn >= OpensIn))
            {
                OpensIn = opensIn;
            }
        }

        return slots;
    }
}
