namespace BotKit;

/// <summary>What a caller may ask of one run beside its input.</summary>
public sealed class BotRunOptions
{
    /// <summary>
    /// Makes the run happen once: a second call with the same key and input gets the stored envelope, or joins the run in
    /// flight; with another input it is a conflict. At most 200 characters. A dry run leaves the key alone. Default none.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Asks the bot to say what it would do, and to change nothing. Default <see langword="false"/>.</summary>
    public bool DryRun { get; init; }

    /// <summary>
    /// Whether the run is committed before the bot starts and again before the caller gets the envelope. Runs with an idempotency
    /// key always are. Default: as the bot's <see cref="BotQueueOptions.DurableDirectRuns"/> says.
    /// </summary>
    public bool? Durable { get; init; }

    /// <summary>Who asks, for the record. Default none.</summary>
    public string? Caller { get; init; }
}
