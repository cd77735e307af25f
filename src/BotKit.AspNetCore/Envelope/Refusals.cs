using BotKit.Ledger;
using BotKit.Schedules;

namespace BotKit.AspNetCore.Envelope;

/// <summary>The answers to what was not accepted.</summary>
internal static class Refusals
{
    // Waiting helps, but nobody knows how long: a pause without an end may be over at any time.
    private static readonly TimeSpan UnknownWait = TimeSpan.FromSeconds(60);

    public static Problem Of(BotRejectedException rejection)
    {
        var error = rejection.Error;
        if (rejection.IsOutcomeUnknown)
        {
            return OutcomeUnknown(rejection.ExecutionId, error.RetryAfter, rejection.Bot);
        }

        var (statusCode, waits) = IsRefusal(error.Code) ? StatusOf(error.Code)
            // A validator failed, as a bot may.
            : (error.Severity == BotSeverity.Warning ? 422 : 500, false);
        return Problem.Of(statusCode, error.Code, error.Message, WaitOf(error, waits), error.Details).About(rejection.Bot, rejection.ExecutionId);
    }

    public static Problem Of(BotScheduleException refusal)
    {
        var error = refusal.Error;
        var statusCode = error.Code is BotErrorCodes.ScheduleExists or BotErrorCodes.ScheduleDeclared ? 409 : 422;
        // Schedules come from files and code, too, where members have no JSON path.
        var details = error.Details?.Select(static detail => detail.Path.StartsWith('$') ? detail : detail with { Path = "$." + detail.Path });
        return Problem.Of(statusCode, error.Code, error.Message, details: details is null ? null : [.. details]);
    }

    public static Problem Of(BotStoreException failure)
        => failure.IsOutcomeUnknown
            ? OutcomeUnknown(failure.ExecutionId, failure.RetryAfter, null)
            : Problem.Of(503, BotErrorCodes.StoreUnavailable, "BotKit's store cannot be reached.", failure.RetryAfter);

    /// <summary>The status of a refusal, and whether waiting helps.</summary>
    public static (int StatusCode, bool Waits) StatusOf(string code)
        => code switch
        {
            BotErrorCodes.MalformedJson => (400, false),
            BotErrorCodes.InvalidInput or BotErrorCodes.DepthExceeded => (422, false),
            BotErrorCodes.Disabled or BotErrorCodes.Isolated => (503, false),
            BotErrorCodes.RateLimited or BotErrorCodes.ConcurrencyLimited or BotErrorCodes.QueueFull => (429, true),
            BotErrorCodes.IdempotencyConflict or BotErrorCodes.IdempotencyCycle or BotErrorCodes.InputRemoved => (409, false),
            BotErrorCodes.ResultErased => (410, false),
            BotErrorCodes.NoQueueWorker => (501, false),
            _ => (503, true),
        };

    private static bool IsRefusal(string code)
        => StatusOf(code).StatusCode != 503
        || code is BotErrorCodes.Disabled or BotErrorCodes.Isolated or BotErrorCodes.Paused or BotErrorCodes.CircuitOpen
            or BotErrorCodes.StoreFull or BotErrorCodes.StoreUnavailable or BotErrorCodes.OutcomeUnrecorded;

    public static TimeSpan? WaitOf(BotError error, bool waits) => waits ? error.RetryAfter ?? UnknownWait : null;

    private static Problem OutcomeUnknown(Guid executionId, TimeSpan? retryAfter, string? bot)
        => Problem.Of(
                503,
                BotErrorCodes.OutcomeUnknown,
                executionId == Guid.Empty
                    ? "The store did not say whether it was done: look, or repeat the call."
                    : "The store did not say whether the run was accepted: look for it under its id, or repeat the call with its idempotency key.",
                retryAfter ?? TimeSpan.FromSeconds(1))
            .About(bot, executionId);
}
