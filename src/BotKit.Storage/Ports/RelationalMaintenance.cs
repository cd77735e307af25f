using BotKit.Ledger;
using BotKit.Storage.Keeping;
using BotKit.Storage.Recovery;

namespace BotKit.Storage.Ports;

internal sealed class RelationalMaintenance(RelationalStore store) : IBotMaintenance
{
    public async ValueTask<int> CleanAsync(RetentionOptions options, CancellationToken cancellationToken)
    {
        await store.WriteAsync(options.BatchSize, RunRecovery.EndOrphans, cancellationToken).ConfigureAwait(false);
        await RollUpAsync(cancellationToken).ConfigureAwait(false);
        var deleted = await store.WriteAsync(options, HourRollups.DropMinutes, cancellationToken).ConfigureAwait(false);
        foreach (var clean in Retention.All)
        {
            deleted += await store.WriteAsync(options, clean, cancellationToken).ConfigureAwait(false);
        }

        return deleted;
    }

    private async ValueTask RollUpAsync(CancellationToken cancellationToken)
    {
        while (await store.WriteAsync(0, HourRollups.RollNext, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
