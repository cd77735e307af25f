namespace BotKit.Notifications;

/// <summary>Keeps alerts.</summary>
public interface IBotAlertStore
{
    /// <summary>Adds an alert, or replaces the one with the same id.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask SaveAsync(BotAlert alert, CancellationToken cancellationToken);

    /// <summary>The newest alerts first.</summary>
    /// <param name="count">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<BotAlert>> ListAsync(int count, CancellationToken cancellationToken);
}
