using System.Collections.Frozen;

namespace BotKit.Errors;

/// <summary>What a caller reads for each of BotKit's error codes, unless a more exact sentence is known to be safe.</summary>
internal static class ErrorSentences
{
    private const string Fallback = "The run failed.";

    private static readonly FrozenDictionary<string, string> Sentences = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [BotErrorCodes.MalformedJson] = "The input is not well-formed JSON.",
        [BotErrorCodes.InvalidInput] = "The input is not valid.",
        [BotErrorCodes.UnknownBot] = "No bot of that name exists.",
        [BotErrorCodes.Disabled] = "The bot is disabled.",
        [BotErrorCodes.Paused] = "The bot is paused.",
        [BotErrorCodes.Isolated] = "The bot's circuit is isolated by an operator.",
        [BotErrorCodes.CircuitOpen] = "The bot's circuit is open after failures in a row.",
        [BotErrorCodes.RateLimited] = "The bot's rate limit is used up.",
        [BotErrorCodes.ConcurrencyLimited] = "As many runs of the bot as allowed are in progress.",
        [BotErrorCodes.IdempotencyConflict] = "The idempotency key was used with another input.",
        [BotErrorCodes.IdempotencyCycle] = "The run would wait for itself under its idempotency key.",
        [BotErrorCodes.StoreFull] = "The store holds as much as it can at the moment.",
        [BotErrorCodes.StoreUnavailable] = "The store is not available.",
        [BotErrorCodes.QueueFull] = "As many runs of the bot as allowed wait in the queue.",
        [BotErrorCodes.OutcomeUnknown] = "The store did not say whether the run was accepted.",
        [BotErrorCodes.OutcomeUnrecorded] = "The run has ended, but its end could not be stored yet.",
        [BotErrorCodes.Interrupted] = "The run was interrupted, and it may not be repeated.",
        [BotErrorCodes.LostTooOften] = "The run was lost with its process too often.",
        [BotErrorCodes.DepthExceeded] = "Child runs are nested too deep.",
        [BotErrorCodes.Timeout] = "The work took too long.",
        [BotErrorCodes.CanceledByCaller] = "The caller canceled the run.",
        [BotErrorCodes.CanceledByOperator] = "An operator canceled the run.",
        [BotErrorCodes.OperationCanceled] = "An operation inside the run was canceled.",
        [BotErrorCodes.DependencyUnavailable] = "Something the bot depends on is not available.",
        [BotErrorCodes.NetworkUnreachable] = "The host's network is not available.",
        [BotErrorCodes.OutOfMemory] = "The host ran out of memory.",
        [BotErrorCodes.DiskFull] = "The host's disk is full.",
        [BotErrorCodes.NotFound] = "Something the run needs was not found.",
        [BotErrorCodes.ConstraintViolation] = "The data breaks a rule of the database.",
        [BotErrorCodes.DataInvalid] = "The data cannot be used as it is.",
        [BotErrorCodes.DatabaseError] = "The database could not do what was asked.",
        [BotErrorCodes.AccessDenied] = "The host has no access to something the run needs.",
        [BotErrorCodes.IoError] = "A file or stream could not be read or written.",
        [BotErrorCodes.Unhandled] = "The bot failed unexpectedly.",
        [BotErrorCodes.Unauthenticated] = "The call needs valid credentials.",
        [BotErrorCodes.Forbidden] = "The caller is not allowed to do this.",
        [BotErrorCodes.CrossSite] = "The call does not come from a page of this host.",
        [BotErrorCodes.UnknownRoute] = "There is nothing at this address.",
        [BotErrorCodes.UnknownRun] = "No run of that id is known.",
        [BotErrorCodes.MethodNotAllowed] = "This address does not answer that method.",
        [BotErrorCodes.InvalidRequest] = "A header or parameter of the call is not valid.",
        [BotErrorCodes.RequestTimeout] = "The body of the call came too slowly.",
        [BotErrorCodes.PayloadTooLarge] = "The body of the call is too long.",
        [BotErrorCodes.UnsupportedMediaType] = "The body of the call must be JSON in UTF-8, not compressed.",
        [BotErrorCodes.CallerRateLimited] = "The caller has made too many calls.",
        [BotErrorCodes.ResultNotWritable] = "The run succeeded, but its result cannot be written as JSON.",
        [BotErrorCodes.InternalError] = "The host could not answer the call.",
        [BotErrorCodes.NoQueueWorker] = "The host has no worker for queued runs.",
        [BotErrorCodes.ResultErased] = "The run of this idempotency key has ended, and its result was erased on request.",
        [BotErrorCodes.UnknownSchedule] = "No schedule of that id is known.",
        [BotErrorCodes.UnknownFile] = "No file of that id is known.",
        [BotErrorCodes.FileTooLarge] = "The file is larger than a file may be.",
        [BotErrorCodes.FileStoreFull] = "The store of files is full.",
        [BotErrorCodes.UnknownAlert] = "No alert of that id is known.",
        [BotErrorCodes.ScheduleInvalid] = "The schedule is not valid.",
        [BotErrorCodes.ScheduleExists] = "The schedule's id is taken.",
        [BotErrorCodes.ScheduleDeclared] = "The schedule is defined in code or in a file; it can be paused or changed, not deleted.",
        [BotErrorCodes.NoScheduler] = "The host has no scheduler.",
        [BotErrorCodes.NoWorkflows] = "The host has no workflow bot.",
        [BotErrorCodes.NotAWorkflow] = "The run is not one of a workflow bot.",
        [BotErrorCodes.SignalConflict] = "The same signal with another payload waits to be used.",
        [BotErrorCodes.ScheduleLate] = "No success of the schedule was recorded in time.",
        [BotErrorCodes.RunPurged] = "The run is older than the ledger keeps runs.",
        [BotErrorCodes.RunEnded] = "The run has ended.",
        [BotErrorCodes.RunNotEnded] = "The run has not ended yet.",
        [BotErrorCodes.NotReplayable] = "The ledger holds no input of the run.",
        [BotErrorCodes.InputRemoved] = "The sensitive members of the run's input were removed when it had ended: replay it with another input.",
        [BotErrorCodes.TooManyListeners] = "As many listen to events as may.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The sentence of a code; a general one for a bot's own codes.</summary>
    public static string For(string code) => Sentences.GetValueOrDefault(code, Fallback);
}
