using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Execution;

/// <summary>Hands claimed runs to their bots.</summary>
internal sealed class BotDelivery(BotCatalogue catalogue) : IBotDelivery
{
    private static readonly TimeSpan Unknown = TimeSpan.FromSeconds(5);

    public int FreeSlots(string bot)
    {
        if (catalogue.Find(bot) is not { Runtime: { Options.Enabled: true } runtime } runner)
        {
            return 0;
        }

        var free = (runtime.Options.Queue.Workers ?? int.MaxValue) - runner.Delivering;
        if (runtime.Concurrency.Limit is { } limit)
        {
            free = Math.Min(free, limit - runtime.Concurrency.Running);
        }

        return Math.Clamp(free, 0, runtime.Rate.Left(out _));
    }

    public ValueTask<Delivered> DeliverAsync(ClaimedRun run, CancellationToken abandon)
    {
        ArgumentNullException.ThrowIfNull(run);
        return catalogue.Find(run.Bot) is { } runner
            ? runner.DeliverAsync(run, abandon)
            : new(new Delivered
            {
                Release = new RunRelease
                {
                    ExecutionId = run.ExecutionId,
                    Bot = run.Bot,
                    Fence = run.Fence,
                    Reason = HandOutEnd.Deferred,
                    Delay = Unknown,
                },
            });
    }
}
