namespace BotKit;

/// <summary>A name that no registered bot has: a programmer's mistake, not a failure of a bot.</summary>
public sealed class BotNotFoundException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="bot">The name that was asked for.</param>
    /// <param name="registered">The names that are registered.</param>
    public BotNotFoundException(string bot, IEnumerable<string> registered)
        : base($"No bot named '{bot}' is registered. Registered: {string.Join(", ", registered)}. Add it with AddBot<T>(\"{bot}\").")
        => Bot = bot;

    /// <summary>The name that was asked for.</summary>
    public string Bot { get; }
}
