using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.Ledger;

/// <summary>Hands the lines of a run that has ended to their store.</summary>
internal sealed class RunLogRecorder(IBotLogStore store, ILoggerFactory? loggers = null)
{
    private readonly ILogger _logger = loggers is null ? NullLogger.Instance : new GuardedLogger(loggers.CreateLogger("BotKit.Logs"));

    /// <summary>Takes what the run logged, for whoever stores it with the run's end.</summary>
    /// <returns>The lines; <see langword="null"/> for a run that logged nothing.</returns>
    public RunLogPart? Take(ILoggedRun run)
    {
        if (Volatile.Read(ref run.Log) is not { } log)
        {
            return null;
        }

        var (rows, dropped) = log.Close();
        if (dropped > 0)
        {
            Log.LinesDropped(_logger, dropped, run.ExecutionId, run.Bot);
        }

        return new RunLogPart(run.ExecutionId, run.Bot, run.Fence, rows, dropped);
    }

    /// <summary>Stores what the run logged; does nothing for a run that logged nothing. It does not throw.</summary>
    public void Record(ILoggedRun run)
    {
        if (Volatile.Read(ref run.Log) is not { } log)
        {
            return;
        }

        var (rows, dropped) = log.Close();
        try
        {
            store.Append(new RunLogPart(run.ExecutionId, run.Bot, run.Fence, rows, dropped));
            if (dropped > 0)
            {
                Log.LinesDropped(_logger, dropped, run.ExecutionId, run.Bot);
            }
        }
#pragma warning disable CA1031 // A broken store never fails a run; the gap is logged.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.LinesLost(_logger, exception, rows.Count + dropped, run.ExecutionId, run.Bot);
        }
    }
}
