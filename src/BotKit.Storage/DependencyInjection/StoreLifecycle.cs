namespace BotKit.Storage.DependencyInjection;

/// <summary>Starts and drains the store with the host, which may have chosen one only.</summary>
internal sealed class StoreLifecycle(IEnumerable<StoreRegistration> chosen, RelationalStore store) : IBotLifecycle
{
    public BotLifecycleStage Stage => BotLifecycleStage.Store;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        var names = chosen.Select(static registration => registration.Name).ToList();
        if (names.Count > 1)
        {
            throw new InvalidOperationException(
                $"BotKit has one store, but {string.Join(" and ", names)} were chosen; keep one of them.");
        }

        return store.StartAsync(cancellationToken);
    }

    public ValueTask DrainAsync(CancellationToken cancellationToken) => store.DrainAsync(cancellationToken);
}
