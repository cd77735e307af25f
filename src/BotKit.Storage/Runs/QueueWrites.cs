using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Runs;

/// <summary>What is done to queued runs now and then, in SQL that both databases share.</summary>
internal static class QueueWrites
{
    private const string ReportProgress = """
        update bot_queue set progress = @fraction, progress_text = @message, progress_at = @at
        where id = @id and fence = @fence and state = 2 and owner is not null
        """;

    private const string DeleteWaiting = $"""
        delete from bot_queue where id = @id and (state in (0, 1) or owner is null) returning {QueueRow.Columns}
        """;

    private const string RequestCancel = "update bot_queue set cancel = 1 where id = @id and state = 2";

    // One statement: a claim or a yield at the same time is either before or after it. It reads the row as it was.
    private const string WakeRun = """
        update bot_queue set
         wake = case when state = 2 then 1 else wake end,
         rank = case when state <> 2 and due > @now then @now - priority * 30000 else rank end,
         due = case when state <> 2 and due > @now then @now else due end,
         state = case when state = 0 then 1 else state end
        where id = @id returning state
        """;

    private const string FindHeld = "select id, bot, fence from bot_queue where state = 2 and owner = @node and direct = 0";

    private const string FindState = "select state from bot_run where id = @id";

    private const string FindReplayed = "select bot, input, payload_version, schedule, scheduled_for from bot_run where id = @id and state = 3 and coalesce(is_erased, 0) = 0";

    public static bool Report(StoreSession session, (Guid Id, long Fence, BotProgress Progress) report)
        => session.Sql(ReportProgress).Set("fraction", report.Progress.Fraction).Set("message", report.Progress.Message)
            .Set("at", Instants.ToMilliseconds(report.Progress.At)).Set("id", report.Id).Set("fence", report.Fence).Execute() > 0;

    /// <summary>Gives back what a node was handed out in an answer that it never got.</summary>
    public static int ReturnUnknown(StoreSession session, (Guid Node, IReadOnlySet<(Guid ExecutionId, long Fence)> Held) known)
    {
        var commands = new List<ReleaseCommand>();
        using (var reader = session.Sql(FindHeld).Set("node", known.Node).Query())
        {
            while (reader.Read())
            {
                var (id, fence) = (session.Dialect.ReadId(reader, 0), reader.GetInt64(2));
                if (!known.Held.Contains((id, fence)))
                {
                    commands.Add(new ReleaseCommand(new RunRelease
                    {
                        ExecutionId = id,
                        Bot = reader.GetString(1),
                        Fence = fence,
                        Reason = HandOutEnd.Returned,
                    }));
                }
            }
        }

        for (var done = 0; done < commands.Count;)
        {
            done += session.Release(commands[done..]);
        }

        return commands.Count(static command => command.Answered);
    }

    public static CancelOutcome Cancel(StoreSession session, Guid executionId)
    {
        var waiting = QueueRow.ReadAll(session.Sql(DeleteWaiting).Set("id", executionId), session.Dialect);
        if (waiting is [var row])
        {
            RunEnding.Write(session, row, BotStatus.Canceled, BotErrorCodes.CanceledByOperator, "An operator canceled the run.");
            return CancelOutcome.Canceled;
        }

        if (session.Sql(RequestCancel).Set("id", executionId).Execute() > 0)
        {
            return CancelOutcome.Requested;
        }

        return session.Sql(FindState).Set("id", executionId).Any() ? CancelOutcome.AlreadyEnded : CancelOutcome.Unknown;
    }

    public static WakeOutcome Wake(StoreSession session, Guid executionId)
    {
        if (session.Sql(WakeRun).Set("now", session.Now).Set("id", executionId).Number() is { } state)
        {
            return state == (long)RunState.Running ? WakeOutcome.Noted : WakeOutcome.Woken;
        }

        return session.Sql(FindState).Set("id", executionId).Any() ? WakeOutcome.Ended : WakeOutcome.Unknown;
    }

    public static EnqueueResult? Replay(StoreSession session, (Guid Id, RunSubmission Run) replay)
    {
        RunSubmission run;
        using (var reader = session.Sql(FindReplayed).Set("id", replay.Id).Query())
        {
            if (!reader.Read())
            {
                return null;
            }

            var input = replay.Run.Input.IsEmpty ? reader.Bytes(1) : replay.Run.Input;
            if (input.IsEmpty)
            {
                return null;
            }

            run = replay.Run with
            {
                Bot = reader.GetString(0),
                PayloadVersion = replay.Run.Input.IsEmpty ? reader.Int(2) : replay.Run.PayloadVersion,
                Input = input,
                ReplayOf = replay.Id,
                Origin = ReplayOrigin.Of(
                    replay.Run.Origin,
                    new RunOrigin { Schedule = reader.Text(3), ScheduledFor = reader.Instant(4) }),
            };
        }

        var command = new EnqueueCommand([run]);
        session.Enqueue([command]);
        return command.Answered![0];
    }
}
