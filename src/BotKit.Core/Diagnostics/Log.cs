using Microsoft.Extensions.Logging;

namespace BotKit.Diagnostics;

/// <summary>Every message that Core logs. Event ids 1000 to 1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Debug, "Run {ExecutionId} of {Bot} started ({Trigger})")]
    public static partial void RunStarted(ILogger logger, Guid executionId, string bot, BotTrigger trigger);

    [LoggerMessage(1001, LogLevel.Debug, "Run {ExecutionId} of {Bot} ended {Status} after {Milliseconds} ms, {Attempts} attempts")]
    public static partial void RunEnded(ILogger logger, Guid executionId, string bot, BotStatus status, double milliseconds, int attempts);

    [LoggerMessage(1002, LogLevel.Warning, "Run {ExecutionId} of {Bot} failed on its data: {Code}")]
    public static partial void RunFailedOnData(ILogger logger, Exception? exception, Guid executionId, string bot, string code);

    [LoggerMessage(1003, LogLevel.Error, "Run {ExecutionId} of {Bot} failed: {Code}")]
    public static partial void RunFailed(ILogger logger, Exception? exception, Guid executionId, string bot, string code);

    [LoggerMessage(1004, LogLevel.Critical, "Run {ExecutionId} of {Bot} failed critically: {Code}")]
    public static partial void RunFailedCritically(ILogger logger, Exception? exception, Guid executionId, string bot, string code);

    [LoggerMessage(1005, LogLevel.Information, "Run {ExecutionId} of {Bot}: attempt {Attempt} failed ({Code}), trying again in {Milliseconds} ms")]
    public static partial void Retrying(ILogger logger, Guid executionId, string bot, int attempt, string code, double milliseconds);

    [LoggerMessage(1006, LogLevel.Error, "Run {ExecutionId} of {Bot} was abandoned: its code did not stop within {Grace} after it was told to")]
    public static partial void RunAbandoned(ILogger logger, Guid executionId, string bot, TimeSpan grace);

    [LoggerMessage(1007, LogLevel.Error, "Abandoned run {ExecutionId} of {Bot} failed afterwards")]
    public static partial void AbandonedRunFailed(ILogger logger, Exception exception, Guid executionId, string bot);

    [LoggerMessage(1008, LogLevel.Error, "The services of run {ExecutionId} of {Bot} could not be disposed")]
    public static partial void ScopeNotDisposed(ILogger logger, Exception exception, Guid executionId, string bot);

    [LoggerMessage(1009, LogLevel.Error, "The envelope of run {ExecutionId} of {Bot} could not be stored; it is written again in the background")]
    public static partial void EnvelopeNotStored(ILogger logger, Exception exception, Guid executionId, string bot);

    [LoggerMessage(1015, LogLevel.Error, "Something that run {ExecutionId} of {Bot} had registered for its cancellation failed")]
    public static partial void CancellationFailed(ILogger logger, Exception exception, Guid executionId, string bot);

    [LoggerMessage(1010, LogLevel.Warning, "Circuit of {Bot} opened after {Failures} failures in a row; a probe may pass at {Until}")]
    public static partial void CircuitOpened(ILogger logger, string bot, int failures, DateTimeOffset? until);

    [LoggerMessage(1011, LogLevel.Information, "Circuit of {Bot} closed")]
    public static partial void CircuitClosed(ILogger logger, string bot);

    [LoggerMessage(1012, LogLevel.Warning, "Circuit of {Bot} isolated by hand")]
    public static partial void CircuitIsolated(ILogger logger, string bot);

    [LoggerMessage(1013, LogLevel.Warning, "{Bot} paused by {By}: {Reason}")]
    public static partial void Paused(ILogger logger, string bot, string by, string reason);

    [LoggerMessage(1014, LogLevel.Information, "{Bot} resumed")]
    public static partial void Resumed(ILogger logger, string bot);

    [LoggerMessage(1020, LogLevel.Error, "The ledger did not take the record of run {ExecutionId} of {Bot}")]
    public static partial void RecordLost(ILogger logger, Exception exception, Guid executionId, string bot);

    [LoggerMessage(1021, LogLevel.Warning, "BotKit keeps runs, states and keys in memory: they do not survive a restart")]
    public static partial void InMemory(ILogger logger);

    [LoggerMessage(1022, LogLevel.Error, "The state of {Bot} could not be stored; it is written again, and until then other nodes and a restart do not know it")]
    public static partial void StateNotStored(ILogger logger, Exception exception, string bot);

    [LoggerMessage(1023, LogLevel.Error, "The shared states could not be read; changes made by other nodes are not seen")]
    public static partial void StatesNotRead(ILogger logger, Exception exception);

    [LoggerMessage(1024, LogLevel.Error, "An error classifier of type {Classifier} failed and was skipped")]
    public static partial void ClassifierFailed(ILogger logger, Exception exception, Type classifier);

    [LoggerMessage(1025, LogLevel.Error, "{Part} could not finish its work at the stop")]
    public static partial void NotDrained(ILogger logger, Exception exception, Type part);

    [LoggerMessage(1027, LogLevel.Error, "The ledger could not say whose an idempotency key of {Bot} is")]
    public static partial void KeyNotClaimed(ILogger logger, Exception exception, string bot);

    [LoggerMessage(1026, LogLevel.Error, "The store could not say whether the circuit of {Bot} is being probed elsewhere; this node probes it")]
    public static partial void ProbeNotClaimed(ILogger logger, Exception exception, string bot);

    [LoggerMessage(1028, LogLevel.Error, "The ledger could not be read for the health report")]
    public static partial void LedgerNotRead(ILogger logger, Exception exception);

    [LoggerMessage(1029, LogLevel.Error, "The queue did not take a run of {Bot}, or did not say so (outcome unknown: {IsOutcomeUnknown})")]
    public static partial void NotEnqueued(ILogger logger, Exception exception, string bot, bool isOutcomeUnknown);

    [LoggerMessage(1033, LogLevel.Warning, "The end of run {ExecutionId} of {Bot} was not stored: the run is not this node's any more")]
    public static partial void OutcomeStale(ILogger logger, Guid executionId, string bot);

    [LoggerMessage(1034, LogLevel.Error, "The end of run {ExecutionId} of {Bot} is lost: the store did not take it")]
    public static partial void OutcomeLost(ILogger logger, Guid executionId, string bot);

    [LoggerMessage(1035, LogLevel.Error, "The input of run {ExecutionId} of {Bot} could not be upgraded from version {Version}")]
    public static partial void NotUpgraded(ILogger logger, Exception exception, Guid executionId, string bot, int version);

    [LoggerMessage(1036, LogLevel.Warning, "How far run {ExecutionId} has come could not be stored")]
    public static partial void ProgressNotStored(ILogger logger, Exception exception, Guid executionId);

    [LoggerMessage(1037, LogLevel.Warning, "Sensitive members of inputs are stored as they are, since no IBotPayloadProtector is registered ({Bots})")]
    public static partial void StoredInTheClear(ILogger logger, string bots);

    [LoggerMessage(1038, LogLevel.Error, "The input of run {ExecutionId} of {Bot} could not be decrypted")]
    public static partial void NotDecrypted(ILogger logger, Exception exception, Guid executionId, string bot);

    [LoggerMessage(1039, LogLevel.Error, "A run of {Bot} was refused: its input could not be encrypted or decrypted")]
    public static partial void NotProtected(ILogger logger, Exception exception, string bot);

    [LoggerMessage(1030, LogLevel.Information, "New options of {Bot} are in force")]
    public static partial void OptionsReloaded(ILogger logger, string bot);

    [LoggerMessage(1031, LogLevel.Error, "New options of {Bot} are not valid, the last good ones stay in force: {Errors}")]
    public static partial void OptionsRefused(ILogger logger, string bot, string errors);

    [LoggerMessage(1032, LogLevel.Warning, "The health check of {Part} failed: {Code}")]
    public static partial void CheckFailed(ILogger logger, Exception exception, string part, string code);
}
