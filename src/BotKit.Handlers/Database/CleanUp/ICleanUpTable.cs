namespace BotKit.Handlers.Database;

/// <summary>The table of a rule, walked along its primary key in parts that are each quick.</summary>
internal interface ICleanUpTable : IAsyncDisposable
{
    /// <summary>Its name, for people.</summary>
    string Name { get; }

    /// <summary>Looks at the next rows in the order of the key and removes those that are too old, in one transaction.</summary>
    /// <param name="size">How many rows to look at.</param>
    /// <param name="remove">Whether to remove them; otherwise they are only counted.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="CleanUpTooLongException">It took too long and was taken back; the same rows come next.</exception>
    ValueTask<CleanUpPart> NextAsync(int size, bool remove, CancellationToken cancellationToken);
}

/// <summary>What became of some rows.</summary>
/// <param name="Matched">How many were too old.</param>
/// <param name="Removed">How many were removed.</param>
/// <param name="IsLast">Whether no rows come after them.</param>
/// <param name="Held">How long locks were held.</param>
/// <param name="Fraction">How far along the key they are, where that can be told.</param>
internal readonly record struct CleanUpPart(long Matched, long Removed, bool IsLast, TimeSpan Held, double? Fraction);

/// <summary>A part took longer than it may hold locks, and was taken back.</summary>
internal sealed class CleanUpTooLongException(Exception cause) : Exception(cause.Message, cause);
