namespace BotKit.Ledger;

/// <summary>Which runs to list, newest first. A page ends where the next begins: pass the last row's id as <see cref="Before"/>.</summary>
public sealed class RunQuery
{
    private static readonly TimeSpan MaxTextWindow = TimeSpan.FromHours(24);

    /// <summary>Only runs of this bot. Default all.</summary>
    public string? Bot { get; init; }

    /// <summary>Only runs that ended so. Default all.</summary>
    public BotStatus? Status { get; init; }

    /// <summary>Only runs in this state. Default all.</summary>
    public RunState? State { get; init; }

    /// <summary>Only this run and what it started, directly or not. Default all.</summary>
    public Guid? Root { get; init; }

    /// <summary>
    /// Only runs whose error, key or caller holds this, in upper or lower case; it needs <see cref="From"/> and a span of at
    /// most 24 hours up to <see cref="To"/> or now. Default all.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>Only runs of this schedule. Default all.</summary>
    public string? Schedule { get; init; }

    /// <summary>Only runs that came to be so. Default all.</summary>
    public BotTrigger? Trigger { get; init; }

    /// <summary>Only runs that were accepted or began at or after this. Default no limit.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only runs that were accepted or began before this. Default no limit.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only runs below this id in the ledger's order. Default from the newest.</summary>
    public Guid? Before { get; init; }

    /// <summary>Rows at most, 1 to 1,000. Default 50.</summary>
    public int Count { get; init; } = 50;

    /// <summary>Refuses a search of texts without a window of time.</summary>
    internal void ThrowIfInvalid(DateTimeOffset now)
    {
        PageSize.ThrowIfInvalid(Count);
        if (Text is not null && (From is not { } from || (To ?? now) - from > MaxTextWindow))
        {
            throw new ArgumentException($"A search of texts needs From and a span of at most {MaxTextWindow.TotalHours:0} hours.");
        }
    }

    internal bool Matches(in RunRecord run)
        => (State is null or RunState.Ended)
        && (Status is null || run.Result.Status == Status)
        && (Trigger is null || run.Trigger == Trigger)
        && (From is null || run.StartedAt >= From)
        && (To is null || run.StartedAt < To)
        && (Bot is null || string.Equals(run.Result.Bot, Bot, StringComparison.Ordinal))
        && (Schedule is null || run.Origin?.Schedule == Schedule)
        && IsOf(run.Result.ExecutionId, run.Origin)
        && Holds(run.Result.Error, run.Origin);

    internal bool Matches(StoredRun run)
        => (State is null || run.State == State)
        && (Status is null || run.Status == Status)
        && (Trigger is null || run.Trigger == Trigger)
        && (From is null || run.CreatedAt >= From)
        && (To is null || run.CreatedAt < To)
        && (Bot is null || string.Equals(run.Bot, Bot, StringComparison.Ordinal))
        && (Schedule is null || run.Origin?.Schedule == Schedule)
        && IsOf(run.ExecutionId, run.Origin)
        && Holds(run.Error, run.Origin);

    private bool IsOf(Guid executionId, RunOrigin? origin) => Root is null || executionId == Root || origin?.RootId == Root;

    private bool Holds(BotError? error, RunOrigin? origin)
        => Text is null || Has(error?.Code) || Has(error?.Message) || Has(origin?.IdempotencyKey) || Has(origin?.Caller);

    private bool Has(string? text) => text?.Contains(Text!, StringComparison.OrdinalIgnoreCase) == true;
}
