using System.Data.Common;

namespace BotKit.Testing.Conformance;

/// <summary>
/// One fresh, empty store. A store's author derives from it, makes a new one for each case and disposes of it afterwards.
/// </summary>
public abstract class StoreUnderTest : IAsyncDisposable
{
    /// <summary>The ports of the first node. After <see cref="ReopenAsync"/> they are the ones of the reopened store.</summary>
    public abstract StorePorts Ports { get; }

    /// <summary>What it can be asked for. A case that needs more is not for this store.</summary>
    public abstract StoreAbilities Abilities { get; }

    /// <summary>The store's time.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>The seed of the random operations; <see langword="null"/> for a new one, which a failure tells. Default <see langword="null"/>.</summary>
    public int? Seed { get; init; }

    /// <summary>Moves the store's clock forward. Needs <see cref="StoreAbilities.Clock"/>.</summary>
    /// <param name="by">How far.</param>
    public virtual void Advance(TimeSpan by) => throw new NotSupportedException("The store's clock cannot be moved.");

    /// <summary>Closes the store and opens it again, as a restart of its process does. Needs <see cref="StoreAbilities.Reopen"/>.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public virtual ValueTask ReopenAsync(CancellationToken cancellationToken)
        => throw new NotSupportedException("The store does not survive a restart.");

    /// <summary>Opens the same store once more, as another node does; it is closed with this. Needs <see cref="StoreAbilities.SecondNode"/>.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public virtual ValueTask<StorePorts> OpenSecondAsync(CancellationToken cancellationToken)
        => throw new NotSupportedException("The store serves one node.");

    /// <summary>Begins a transaction on the store's database, on a connection of its own that ends with it. Needs <see cref="StoreAbilities.Transactions"/>.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public virtual ValueTask<DbTransaction> BeginTransactionAsync(CancellationToken cancellationToken)
        => throw new NotSupportedException("The store has no database.");

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
