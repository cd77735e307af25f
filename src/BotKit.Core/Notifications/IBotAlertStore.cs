namespace BotKit.Notifications;

/// <summary>Keeps alerts, and decides for all nodes which of them are sent.</summary>
public interface IBotAlertStore
{
    /// <summary>
    /// Raises an alert, in one transaction: when the latest alert of its bot and code was first raised within the window before
    /// it, by the store's clock, that one's count grows by that of <paramref name="alert"/>; otherwise this one is added as the first
    /// of a window. An alert that was acknowledged in the last 24 hours is counted on as long as it was last raised within the
    /// window. Raising the same id again changes nothing but a higher <see cref="BotAlert.EscalationLevel"/>.
    /// </summary>
    /// <param name="alert">
    /// The alert, with an id of its own. <see cref="BotAlert.SuppressedBefore"/> is replaced where the store knows of more, and its
    /// times are set to the store's clock.
    /// </param>
    /// <param name="window">How long a window is.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    ValueTask<BotAlertRaised> RaiseAsync(BotAlert alert, TimeSpan window, CancellationToken cancellationToken);

    /// <summary>Adds an alert as it is, or replaces the one with the same id.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask SaveAsync(BotAlert alert, CancellationToken cancellationToken);

    /// <summary>Finds an alert.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The alert, or <see langword="null"/> when there is none, or not any more.</returns>
    ValueTask<BotAlert?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The newest alerts first.</summary>
    /// <param name="count">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<BotAlert>> ListAsync(int count, CancellationToken cancellationToken);

    /// <summary>Lists alerts, in the order of their ids, the newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<BotAlert>> ListAsync(BotAlertQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Acknowledges an alert: somebody knows of it, so it is neither sent again nor escalated. The first acknowledgement stays;
    /// another one changes nothing.
    /// </summary>
    /// <param name="id">The alert's id.</param>
    /// <param name="by">Who.</param>
    /// <param name="note">What they have to say, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>The alert with its acknowledgement, which may be an earlier one; <see langword="null"/> when there is no such alert.</returns>
    ValueTask<BotAlert?> AcknowledgeAsync(Guid id, string by, string? note, CancellationToken cancellationToken);

    /// <summary>
    /// Raises an alert's <see cref="BotAlert.EscalationLevel"/> by one, by compare-and-set: of all nodes that try, one succeeds.
    /// </summary>
    /// <param name="id">The alert's id.</param>
    /// <param name="level">The new level, 1 or more: the alert must have the one below.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns><see langword="true"/> for the one caller that did it; <see langword="false"/> when it has another level, is acknowledged, or is not there.</returns>
    ValueTask<bool> TryEscalateAsync(Guid id, int level, CancellationToken cancellationToken);
}
