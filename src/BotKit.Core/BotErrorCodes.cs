namespace BotKit;

/// <summary>The error codes that BotKit itself gives. Bots add their own through <see cref="BotException"/> and <c>OnError</c>.</summary>
public static class BotErrorCodes
{
    /// <summary>The text is not JSON, repeats a member or is nested too deep (HTTP 400).</summary>
    public const string MalformedJson = "malformed_json";

    /// <summary>The input does not bind to the bot's input type or breaks a validation rule (HTTP 422).</summary>
    public const string InvalidInput = "invalid_input";

    /// <summary>No bot of that name is registered (HTTP 404).</summary>
    public const string UnknownBot = "unknown_bot";

    /// <summary>The bot is disabled in its options (HTTP 503, no Retry-After).</summary>
    public const string Disabled = "disabled";

    /// <summary>The bot is paused by an operator or after a critical error (HTTP 503).</summary>
    public const string Paused = "paused";

    /// <summary>An operator holds the circuit open (HTTP 503, no Retry-After).</summary>
    public const string Isolated = "isolated";

    /// <summary>The circuit is open after consecutive failures (HTTP 503).</summary>
    public const string CircuitOpen = "circuit_open";

    /// <summary>The bot's rate limit is used up (HTTP 429).</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>As many runs of the bot as allowed are running (HTTP 429).</summary>
    public const string ConcurrencyLimited = "concurrency_limited";

    /// <summary>The idempotency key was used with another input (HTTP 409).</summary>
    public const string IdempotencyConflict = "idempotency_conflict";

    /// <summary>A run would wait for its own ancestor under the same idempotency key (HTTP 409).</summary>
    public const string IdempotencyCycle = "idempotency_cycle";

    /// <summary>The store holds as many live idempotency keys or runs as it can (HTTP 503).</summary>
    public const string StoreFull = "store_full";

    /// <summary>The store cannot be reached (HTTP 503).</summary>
    public const string StoreUnavailable = "store_unavailable";

    /// <summary>As many runs of the bot wait in the queue as may (HTTP 429).</summary>
    public const string QueueFull = "queue_full";

    /// <summary>The store's answer was lost: the run may have been accepted, under the execution id that comes with the error (HTTP 503).</summary>
    public const string OutcomeUnknown = "outcome_unknown";

    /// <summary>The run has ended, but its end could not be stored yet; its execution id tells where it will be found (HTTP 503).</summary>
    public const string OutcomeUnrecorded = "outcome_unrecorded";

    /// <summary>The run was lost with its process, and it may not be repeated.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>The run was lost with its process as often as it may be.</summary>
    public const string LostTooOften = "lost_too_often";

    /// <summary>The idempotency key belongs to a run whose result was erased on request (HTTP 410).</summary>
    public const string ResultErased = "result_erased";

    /// <summary>Child runs are nested deeper than allowed (HTTP 422).</summary>
    public const string DepthExceeded = "depth_exceeded";

    /// <summary>An attempt or the run exceeded its timeout, or something it called did (HTTP 504 for the run's own timeout).</summary>
    public const string Timeout = "timeout";

    /// <summary>The caller canceled the run (HTTP 499).</summary>
    public const string CanceledByCaller = "canceled_by_caller";

    /// <summary>An operator canceled the run (HTTP 409).</summary>
    public const string CanceledByOperator = "canceled_by_operator";

    /// <summary>The bot's own work was canceled by something other than its caller or an operator.</summary>
    public const string OperationCanceled = "operation_canceled";

    /// <summary>Something the bot depends on cannot be reached.</summary>
    public const string DependencyUnavailable = "dependency_unavailable";

    /// <summary>The host's own network is down or unreachable.</summary>
    public const string NetworkUnreachable = "network_unreachable";

    /// <summary>The host ran out of memory.</summary>
    public const string OutOfMemory = "out_of_memory";

    /// <summary>The host's disk is full.</summary>
    public const string DiskFull = "disk_full";

    /// <summary>Something the run needs does not exist.</summary>
    public const string NotFound = "not_found";

    /// <summary>The data breaks a constraint of the database.</summary>
    public const string ConstraintViolation = "constraint_violation";

    /// <summary>The data cannot be used as it is.</summary>
    public const string DataInvalid = "data_invalid";

    /// <summary>A database refused a statement for another reason.</summary>
    public const string DatabaseError = "database_error";

    /// <summary>Access to a resource was denied to the host.</summary>
    public const string AccessDenied = "access_denied";

    /// <summary>Reading or writing a file or stream failed.</summary>
    public const string IoError = "io_error";

    /// <summary>The bot threw an exception that nothing else classifies.</summary>
    public const string Unhandled = "unhandled";

    /// <summary>The call carries no credentials, or none that are valid (HTTP 401).</summary>
    public const string Unauthenticated = "unauthenticated";

    /// <summary>The caller's credentials do not allow the call (HTTP 403).</summary>
    public const string Forbidden = "forbidden";

    /// <summary>A call by a browser does not come from a page of the host, or does not say so (HTTP 403).</summary>
    public const string CrossSite = "cross_site";

    /// <summary>The API has no such route (HTTP 404).</summary>
    public const string UnknownRoute = "unknown_route";

    /// <summary>The ledger holds no run of that id, or not any more (HTTP 404).</summary>
    public const string UnknownRun = "unknown_run";

    /// <summary>The route does not answer that method (HTTP 405).</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>A header or a parameter of the call is not well-formed (HTTP 400).</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>The body came too slowly (HTTP 408).</summary>
    public const string RequestTimeout = "request_timeout";

    /// <summary>The body is longer than allowed (HTTP 413).</summary>
    public const string PayloadTooLarge = "payload_too_large";

    /// <summary>The body is not said to be JSON in UTF-8, or is compressed (HTTP 415).</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>One caller made too many calls (HTTP 429).</summary>
    public const string CallerRateLimited = "caller_rate_limited";

    /// <summary>The run succeeded, but its result cannot be written as JSON (HTTP 500).</summary>
    public const string ResultNotWritable = "result_not_writable";

    /// <summary>The host could not answer the call (HTTP 500).</summary>
    public const string InternalError = "internal_error";

    /// <summary>The run should be queued, but the host has no queue worker (HTTP 501).</summary>
    public const string NoQueueWorker = "no_queue_worker";

    /// <summary>The run is older than the ledger keeps runs (HTTP 410).</summary>
    public const string RunPurged = "run_purged";

    /// <summary>The run has ended, so it cannot be canceled (HTTP 409).</summary>
    public const string RunEnded = "run_ended";

    /// <summary>The run has not ended yet, so it cannot be replayed or erased (HTTP 409).</summary>
    public const string RunNotEnded = "run_not_ended";

    /// <summary>The run's input was erased or never bound, so it can only be replayed with another one (HTTP 409).</summary>
    public const string NotReplayable = "not_replayable";

    /// <summary>The sensitive members of the run's input were removed when it had ended, so it can only be replayed with another one (HTTP 409).</summary>
    public const string InputRemoved = "input_removed";

    /// <summary>No schedule has that id (HTTP 404).</summary>
    public const string UnknownSchedule = "unknown_schedule";

    /// <summary>There is no alert of that id (HTTP 404).</summary>
    public const string UnknownAlert = "unknown_alert";

    /// <summary>Something of a schedule is not valid; the details name the fields (HTTP 422).</summary>
    public const string ScheduleInvalid = "schedule_invalid";

    /// <summary>The schedule's id is taken (HTTP 409).</summary>
    public const string ScheduleExists = "schedule_exists";

    /// <summary>The schedule is defined in code or in a file: it can be paused or changed, not deleted (HTTP 409).</summary>
    public const string ScheduleDeclared = "schedule_declared";

    /// <summary>The host has no scheduler (HTTP 501).</summary>
    public const string NoScheduler = "no_scheduler";

    /// <summary>The host has no workflow bot (HTTP 501).</summary>
    public const string NoWorkflows = "no_workflows";

    /// <summary>The run is not one of a workflow bot (HTTP 404).</summary>
    public const string NotAWorkflow = "not_a_workflow";

    /// <summary>The same signal with another payload waits to be used by the workflow (HTTP 409).</summary>
    public const string SignalConflict = "signal_conflict";

    /// <summary>As many signals of the run as may be wait to be used.</summary>
    public const string SignalLimit = "signal_limit";

    /// <summary>Of a schedule no success was recorded in time. An alert's code, not a run's: with the schedule's id, <c>schedule_late/nightly-backup</c>.</summary>
    public const string ScheduleLate = "schedule_late";

    /// <summary>As many callers listen to events as may (HTTP 503), or this caller does so too often at a time (HTTP 429).</summary>
    public const string TooManyListeners = "too_many_listeners";

    /// <summary>The store keeps no file of that id, or not any more (HTTP 404).</summary>
    public const string UnknownFile = "unknown_file";

    /// <summary>The file is larger than a file may be (HTTP 413).</summary>
    public const string FileTooLarge = "file_too_large";

    /// <summary>The store keeps as many files, or as many bytes, as it may, or its disk is nearly full (HTTP 507).</summary>
    public const string FileStoreFull = "file_store_full";
}
