using BotKit.Diagnostics;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rollups;
using Microsoft.Extensions.Logging;

namespace BotKit.Storage.Writer;

/// <summary>The transactions of one writer, on a session that is opened anew after the store was lost.</summary>
internal sealed class WriterTransactions(StoreDialect dialect, TallyBook tallies, ILogger logger)
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _clock = TimeProvider.System;
    private StoreSession? _session;
    private long _commits;

    /// <summary>Transactions that were committed.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Does commands, or the first of them, in one transaction.</summary>
    public Attempt TryCommit(List<StoreCommand> batch)
    {
        var start = _clock.GetTimestamp();
        var isInside = false;
        var committing = 0;
        try
        {
            _session ??= dialect.OpenSession(tallies);
            foreach (var command in batch)
            {
                command.Reset();
            }

            WriterPoints.Reach(batch, batch.Count, CrashPoint.Executing);
            _session.Begin();
            isInside = true;
            var done = _session.Execute(batch);
            WriterPoints.Reach(batch, done, CrashPoint.Executed);
            committing = done;
            _session.Commit();
            WriterPoints.Reach(batch, done, CrashPoint.Committed);
            tallies.Apply();
            Interlocked.Increment(ref _commits);
            return new(done, null, null, isInside, IsQuick: false);
        }
#pragma warning disable CA1031 // Sorted by its kind.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var fault = dialect.Classify(exception);
            _session?.Rollback();
            tallies.Discard();
            if (fault == StoreFault.Lost)
            {
                Drop();
                if (committing > 0)
                {
                    tallies.BeginAnew();
                    batch.GetRange(0, committing).ForEach(static command => command.IsOutcomeUnknown = true);
                }
            }

            return new(0, fault, exception, isInside, _clock.GetElapsedTime(start) < Quick);
        }
    }

    /// <summary>Closes the session; the next transaction opens another.</summary>
    public void Drop()
    {
        try
        {
            _session?.Dispose();
        }
#pragma warning disable CA1031 // A broken connection may refuse to be closed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.SessionNotClosed(logger, exception);
        }

        _session = null;
    }

    /// <summary>What came of a transaction.</summary>
    /// <param name="Done">How many commands were committed.</param>
    /// <param name="Fault">What went wrong.</param>
    /// <param name="Exception">How that showed.</param>
    /// <param name="IsInside">Whether the transaction had begun.</param>
    /// <param name="IsQuick">Whether it failed without having waited.</param>
    internal readonly record struct Attempt(int Done, StoreFault? Fault, Exception? Exception, bool IsInside, bool IsQuick);
}
