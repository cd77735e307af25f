namespace BotKit;

/// <summary>A run was not accepted into the queue.</summary>
public sealed class BotRejectedException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="error">Why.</param>
    /// <param name="innerException">What led to it, or <see langword="null"/>.</param>
    public BotRejectedException(string bot, BotError error, Exception? innerException = null)
        : base($"A run of bot '{bot}' was not accepted: {error?.Message}", innerException)
    {
        ArgumentNullException.ThrowIfNull(error);
        Bot = bot;
        Error = error;
    }

    /// <summary>The bot's name.</summary>
    public string Bot { get; }

    /// <summary>Why, with a code of <see cref="BotErrorCodes"/>, the fields of an invalid input, and after which time to try again.</summary>
    public BotError Error { get; }

    /// <summary>
    /// Whether it may have been accepted all the same: the answer of the store was lost. <see cref="ExecutionId"/> tells under
    /// which id to look for it.
    /// </summary>
    public bool IsOutcomeUnknown { get; init; }

    /// <summary>The run that may have been accepted, or the one that holds the key; otherwise empty.</summary>
    public Guid ExecutionId { get; init; }
}
