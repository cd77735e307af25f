using BotKit.Ledger;
using BotKit.Scheduling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.Scheduling.Maintenance;

/// <summary>Has the stores delete what they kept long enough, in small batches with rests between them.</summary>
internal sealed class MaintenanceLoop(IReadOnlyList<IBotMaintenance> stores, RetentionOptions retention, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    public bool HasWork => stores.Count > 0;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            // Nodes that started together do not clean together.
            await Task.Delay(retention.Every * (0.8 + (0.4 * Random.Shared.NextDouble())), clock, stopping).ConfigureAwait(false);
            foreach (var store in stores)
            {
                await CleanAsync(store, stopping).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask CleanAsync(IBotMaintenance store, CancellationToken stopping)
    {
        var total = 0L;
        try
        {
            while (await store.CleanAsync(retention, stopping).ConfigureAwait(false) is > 0 and var rows)
            {
                total += rows;
                await Task.Delay(Rest, clock, stopping).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever the store throws: the next round tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (!stopping.IsCancellationRequested)
            {
                Log.NotCleaned(logger, exception);
            }
        }

        if (total > 0)
        {
            Log.Cleaned(logger, total);
        }
    }
}
