namespace BotKit;

/// <summary>When and how urgently a queued run shall happen.</summary>
public sealed class BotEnqueueOptions
{
    /// <summary>How long after its acceptance it is due, by the store's clock, up to 10 years. Default at once.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>When it is due, by the store's clock, instead of <see cref="Delay"/>. Default none.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>0 to 9; 9 is the most urgent, each step is worth 30 s of waiting, so that nothing starves. Default 5.</summary>
    public int Priority { get; init; } = BotDefaults.Priority;
}
