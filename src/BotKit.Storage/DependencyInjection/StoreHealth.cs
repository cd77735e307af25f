using BotKit.Health;
using BotKit.Ledger;

namespace BotKit.Storage.DependencyInjection;

/// <summary>Whether the store answers and takes what is written. Its loss pauses no bot.</summary>
internal sealed class StoreHealth(RelationalStore store) : IBotHealthContributor
{
    public string Name => "store";

    public async ValueTask<BotHealthContribution> CheckAsync(CancellationToken cancellationToken)
    {
        if (!await store.TakesWritesAsync(cancellationToken).ConfigureAwait(false))
        {
            return new(BotHealthStatus.Critical, "The store cannot be reached or does not accept writes.");
        }

        try
        {
            await store.ReadAsync(static (connection, _) => Task.FromResult(connection.Sql("select 1").Number()), cancellationToken)
                .ConfigureAwait(false);
            return BotHealthContribution.Healthy;
        }
        catch (BotStoreException)
        {
            return new(BotHealthStatus.Critical, "The store does not answer.");
        }
    }
}
