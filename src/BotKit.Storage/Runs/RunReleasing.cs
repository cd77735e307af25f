using BotKit.Ledger;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Keeping;
using BotKit.Storage.Recovery;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Runs;

/// <summary>Gives runs back row by row.</summary>
internal static class RunReleasing
{
    private const string Hold = $"""
        update bot_queue set fence = fence where id = @id and fence = @fence and state = 2 and owner is not null
        returning {QueueRow.Columns}, cancel, priority, wake
        """;

    private const string PutBack = """
        update bot_queue set state = @state, due = @due, rank = @rank, owner = null, claim = null, started = null,
         deliveries = @deliveries, redeliveries = @redeliveries, progress = null, progress_text = null, progress_at = null
        where id = @id
        """;

    private const string Orphan = "update bot_queue set owner = null, progress = null, progress_text = null, progress_at = null where id = @id";

    private const string Delete = "delete from bot_queue where id = @id";

    private const string FindRelease = "select 1 from bot_attempt where run_id = @id and fence = @fence and ending = @ending";

    public static void Release(StoreSession session, ReleaseCommand command)
    {
        var release = command.Release;
        QueueRow row;
        bool isCanceled;
        int priority;
        bool isWoken;
        using (var reader = session.Sql(Hold).Set("id", release.ExecutionId).Set("fence", release.Fence).Query())
        {
            if (!reader.Read())
            {
                reader.Dispose();
                command.Answer(command.IsOutcomeUnknown && session.Sql(FindRelease).Set("id", release.ExecutionId).Set("fence", release.Fence)
                    .Set("ending", (long)release.Reason).Any());
                return;
            }

            row = QueueRow.Read(reader, session.Dialect);
            isCanceled = reader.Bool(9);
            priority = reader.Int(10);
            isWoken = release.Reason == HandOutEnd.Yielded && reader.Long(11) == 1;
        }

        HandOuts.Write(
            session,
            release.StartedAt == default ? row : row with { Started = Instants.ToMilliseconds(release.StartedAt) },
            session.Now,
            release.Reason,
            release.Attempts,
            release.Error?.Code);
        if (release.Checkpoint is { } checkpoint)
        {
            CheckpointStatements.Write(session, row.Id, row.Fence, checkpoint);
        }

        if (release.Logs is { } logs)
        {
            LogWrites.Write(session, logs);
        }

        GiveBack(session, isWoken ? release with { DueAt = null, Delay = default } : release, row, isCanceled, priority);
        command.Answer(true);
    }

    private static void GiveBack(StoreSession session, Queue.RunRelease release, QueueRow row, bool isCanceled, int priority)
    {
        if (isCanceled)
        {
            session.Sql(Delete).Set("id", row.Id).Execute();
            RunEnding.Write(session, row, BotStatus.Canceled, BotErrorCodes.CanceledByOperator, "An operator canceled the run.");
            return;
        }

        if (row.Direct == 1)
        {
            session.Sql(Delete).Set("id", row.Id).Execute();
            RunEnding.Write(session, row, BotStatus.Failed, BotErrorCodes.Interrupted, RunRecovery.InterruptedMessage);
            return;
        }

        if (row.Direct == 2)
        {
            session.Sql(Orphan).Set("id", row.Id).Execute();
            return;
        }

        var now = session.Now;
        var due = Instants.Due(now, release.DueAt, release.Delay);
        var isReturned = release.Reason is HandOutEnd.Returned or HandOutEnd.Deferred;
        session.Sql(PutBack).Set("state", (long)(due > now ? RunState.Scheduled : RunState.Queued)).Set("due", due)
            .Set("rank", Instants.Rank(due, priority)).Set("deliveries", isReturned ? row.Deliveries - 1 : row.Deliveries)
            .Set("redeliveries", release.Reason == HandOutEnd.RetryLater ? row.Redeliveries + 1 : row.Redeliveries).Set("id", row.Id)
            .Execute();
    }
}
