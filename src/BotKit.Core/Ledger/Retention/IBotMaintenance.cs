namespace BotKit.Ledger;

/// <summary>A store's housekeeping. It may run on several nodes at once.</summary>
public interface IBotMaintenance
{
    /// <summary>Deletes one bounded batch of what is older than it is kept, and rolls minutes up into hours.</summary>
    /// <param name="options">How long things are kept.</param>
    /// <param name="cancellationToken">Stops between statements.</param>
    /// <returns>How many rows were deleted; 0 when there is nothing left to do for now.</returns>
    ValueTask<int> CleanAsync(RetentionOptions options, CancellationToken cancellationToken);
}
