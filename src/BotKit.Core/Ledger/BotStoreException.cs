namespace BotKit.Ledger;

/// <summary>BotKit's own store cannot do what it was asked for now: lost, locked, full.</summary>
public sealed class BotStoreException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What could not be done, without paths, SQL or addresses.</param>
    /// <param name="innerException">The driver's exception, or <see langword="null"/>.</param>
    public BotStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>After which time it is worth trying again. Default 1 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether it may have been done all the same: the answer to the commit was lost.</summary>
    public bool IsOutcomeUnknown { get; init; }

    /// <summary>The run it is about, where the outcome is unknown; otherwise empty.</summary>
    public Guid ExecutionId { get; init; }
}
