using BotKit.Ledger;
using Microsoft.Extensions.Logging;

namespace BotKit.Scheduling.Diagnostics;

/// <summary>Every message that Scheduling logs. Event ids 2000 to 2999.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Information, "This node takes runs from the queue, up to {Workers} at once, as {Node}")]
    public static partial void Working(ILogger logger, int workers, Guid node);

    [LoggerMessage(2001, LogLevel.Error, "The {Loop} loop failed; it starts again in {Wait}")]
    public static partial void LoopFailed(ILogger logger, Exception exception, string loop, TimeSpan wait);

    [LoggerMessage(2002, LogLevel.Error, "The queue cannot be asked for runs; this node goes on trying")]
    public static partial void StoreAway(ILogger logger, Exception exception);

    [LoggerMessage(2003, LogLevel.Information, "The queue answers again")]
    public static partial void StoreBack(ILogger logger);

    [LoggerMessage(2004, LogLevel.Warning, "The answer to a claim was lost; {Count} runs that it had brought were given back")]
    public static partial void UnknownReturned(ILogger logger, int count);

    [LoggerMessage(2010, LogLevel.Warning, "What came of run {ExecutionId} of {Bot} is discarded: its hand-out {Fence} holds no longer")]
    public static partial void Discarded(ILogger logger, Guid executionId, string bot, long fence);

    [LoggerMessage(2011, LogLevel.Error, "What came of run {ExecutionId} of {Bot} could not be written; this node goes on trying while it holds its lease")]
    public static partial void NotWritten(ILogger logger, Exception exception, Guid executionId, string bot);

    [LoggerMessage(2012, LogLevel.Error, "The outcome of run {ExecutionId} of {Bot} is refused by the store; it ends without its result")]
    public static partial void NotWritable(ILogger logger, Exception exception, Guid executionId, string bot);

    [LoggerMessage(2013, LogLevel.Error, "Run {ExecutionId} of {Bot} could not be delivered")]
    public static partial void NotDelivered(ILogger logger, Exception exception, Guid executionId, string bot);

    [LoggerMessage(2014, LogLevel.Debug, "Run {ExecutionId} of {Bot} is given back: {Reason}")]
    public static partial void GivenBack(ILogger logger, Guid executionId, string bot, HandOutEnd reason);

    [LoggerMessage(2015, LogLevel.Information, "What came of run {ExecutionId} of {Bot} was written after {Attempts} attempts")]
    public static partial void WrittenAtLast(ILogger logger, Guid executionId, string bot, int attempts);

    [LoggerMessage(2020, LogLevel.Information, "This node stops: it takes no more runs and waits up to {Timeout} for {Count} in progress")]
    public static partial void Stopping(ILogger logger, TimeSpan timeout, int count);

    [LoggerMessage(2021, LogLevel.Warning, "{Count} runs in progress are canceled and given back, because this node stops")]
    public static partial void Abandoning(ILogger logger, int count);

    [LoggerMessage(2022, LogLevel.Error, "{Count} runs are still in progress, their code ignores that this node stops or the store does not take their end: they happen elsewhere once its lease is over")]
    public static partial void LeftRunning(ILogger logger, int count);

    [LoggerMessage(2030, LogLevel.Information, "{Rows} rows that were kept long enough were deleted")]
    public static partial void Cleaned(ILogger logger, long rows);

    [LoggerMessage(2031, LogLevel.Warning, "Deleting what was kept long enough failed; the next round tries again")]
    public static partial void NotCleaned(ILogger logger, Exception exception);

    [LoggerMessage(2040, LogLevel.Debug, "The depth of the queue could not be read")]
    public static partial void DepthNotRead(ILogger logger, Exception exception);

    [LoggerMessage(2100, LogLevel.Information, "This node fires the schedules of {Bots} bots")]
    public static partial void Firing(ILogger logger, int bots);

    [LoggerMessage(2101, LogLevel.Information, "{Count} schedules of code and configuration are in the store: {Changed} were new or changed, {Retired} that are not said any more were retired")]
    public static partial void Registered(ILogger logger, int count, int changed, int retired);

    [LoggerMessage(2110, LogLevel.Warning, "Schedule {Schedule} was retired: neither code nor configuration of this host declares it. A host that still does takes it up again when it starts")]
    public static partial void Retired(ILogger logger, string schedule);

    [LoggerMessage(2102, LogLevel.Error, "The schedules cannot be written into the store; this node goes on trying")]
    public static partial void NotRegistered(ILogger logger, Exception exception);

    [LoggerMessage(2103, LogLevel.Error, "The store cannot be asked for schedules that are due; this node goes on trying")]
    public static partial void SchedulesAway(ILogger logger, Exception exception);

    [LoggerMessage(2104, LogLevel.Information, "The store answers again, and schedules are fired")]
    public static partial void SchedulesBack(ILogger logger);

    [LoggerMessage(2105, LogLevel.Critical, "The schedules are not valid, and nothing that runs later is started: {Errors}")]
    public static partial void SchedulesInvalid(ILogger logger, string errors);

    [LoggerMessage(2106, LogLevel.Information, "The schedules of configuration have changed and are in force")]
    public static partial void SchedulesReloaded(ILogger logger);

    [LoggerMessage(2107, LogLevel.Error, "The new schedules of configuration are not valid, the last good ones stay: {Errors}")]
    public static partial void SchedulesRefused(ILogger logger, string errors);

    [LoggerMessage(2108, LogLevel.Error, "Whether schedules are late could not be looked up; the next round tries again")]
    public static partial void LatenessNotRead(ILogger logger, Exception exception);

    [LoggerMessage(2109, LogLevel.Warning, "Schedule {Schedule} of {Bot} is late: no success was recorded for its instant of {Due}")]
    public static partial void ScheduleLate(ILogger logger, string schedule, string bot, DateTimeOffset due);
}
