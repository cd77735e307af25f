using BotKit.Ledger;

namespace BotKit.Core.Tests.Ledger;

/// <summary>Makes runs that have ended.</summary>
internal static class Runs
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    private static int _made;

    /// <summary>An id that tells in which order it was made.</summary>
    public static Guid NewId() => new(Interlocked.Increment(ref _made), 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);

    public static RunRecord Run(
        string bot = "lead",
        BotStatus status = BotStatus.Succeeded,
        DateTimeOffset? startedAt = null,
        TimeSpan? duration = null,
        int attempts = 1,
        BotTrigger trigger = BotTrigger.Code,
        object? input = null,
        RunOrigin? origin = null,
        BotError? error = null,
        Guid? id = null)
        => RunOf("", bot, status, startedAt, duration, attempts, trigger, input, origin, error, id);

    public static RunRecord RunOf<TResult>(
        TResult data,
        string bot = "lead",
        BotStatus status = BotStatus.Succeeded,
        DateTimeOffset? startedAt = null,
        TimeSpan? duration = null,
        int attempts = 1,
        BotTrigger trigger = BotTrigger.Code,
        object? input = null,
        RunOrigin? origin = null,
        BotError? error = null,
        Guid? id = null)
        => new()
        {
            Result = status == BotStatus.Succeeded
                ? BotResult<TResult>.Succeeded(id ?? NewId(), bot, duration ?? TimeSpan.Zero, attempts, data)
                : BotResult<TResult>.NotSucceeded(status, id ?? NewId(), bot, duration ?? TimeSpan.Zero, attempts, error ?? Error("")),
            StartedAt = startedAt ?? Noon,
            Trigger = trigger,
            Input = input,
            Origin = origin,
        };

    public static BotError Error(string message, params BotFieldError[] details)
        => new("code", message, BotSeverity.Standard, Noon, Details: details.Length == 0 ? null : details);
}
