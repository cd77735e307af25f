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
        => Matches(RunState.Ended, run.Result.Status, run.Trigger, run.StartedAt)
        && Matches(run.Result.ExecutionId, run.Result.Bot, run.Origin, run.Result.Error);

    internal bool Matches(StoredRun run)
        => Matches(run.State, run.Status, run.Trigger, run.CreatedAt) && Matches(run.ExecutionId, run.Bot, run.Origin, run.Error);

    internal bool Matches(HeldRun run)
        => Matches(run.State, run.Outcome?.Status, run.Submission.Trigger, run.CreatedAt)
        && Matches(run.Id, run.Bot, run.Submission.Origin, run.Outcome?.Error);

    private bool Matches(RunState state, BotStatus? status, BotTrigger trigger, DateTimeOffset createdAt)
        => (State is null || state == State)
        && (Status is null || status == Status)
        && (Trigger is null || trigger == Trigger)
        && (From is null || createdAt >= From)
        && (To is null || createdAt < To);

    private bool Matches(Guid executionId, string bot, RunOrigin? origin, BotError? error)
        => (Bot is null || string.Equals(bot, Bot, StringComparison.Ordinal))
        && (Schedule is null || origin?.Schedule == Schedule)
        && IsOf(executionId, origin)
        && Holds(error, origin);

    private bool IsOf(Guid executionId, RunOrigin? origin) => Root is null || executionId == Root || origin?.RootId == Root;

    private bool Holds(BotError? error, RunOrigin? origin)
        => Text is null || Has(error?.Code) || Has(error?.Message) || Has(origin?.IdempotencyKey) || Has(origin?.Caller);

    private bool Has(string? text) => text?.Contains(Text!, StringComparison.OrdinalIgnoreCase) == true;
}
