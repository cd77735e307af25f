using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Storage.Dialect;
using BotKit.Storage.Runs;

namespace BotKit.Storage.Recovery;

/// <summary>Recovers the runs of a node that is lost, one statement for each rule, all in one transaction.</summary>
internal static class RunRecovery
{
    /// <summary>The message of runs that were lost with their process and may not be repeated.</summary>
    public const string InterruptedMessage = "The process that ran it ended before the run did.";

    private const string DeadMessage = "The run was lost with its process too often.";
    private const string CanceledMessage = "An operator canceled the run.";

    private const string DeleteOwned = $"delete from bot_queue where owner = @node and {{0}} returning {QueueRow.Columns}";

    private static readonly string DeleteCanceled = Of(DeleteOwned, RecoveryRule.Canceled);
    private static readonly string DeleteInterrupted = Of(DeleteOwned, RecoveryRule.Interrupted);
    private static readonly string DeleteDead = Of(DeleteOwned, RecoveryRule.Dead);

    private static readonly string Orphan = Of(
        $"update bot_queue set owner = null, lost = lost + 1, progress = null, progress_text = null, progress_at = null where owner = @node and {{0}} returning {QueueRow.Columns}", RecoveryRule.Orphaned);

    // 0.25 to 0.5 s at first, doubling up to a minute; @jitter is 0.5 to 1.
    private static readonly string Requeue = Of(
        $$"""
        update bot_queue set state = 0, owner = null, claim = null, lost = lost + 1, progress = null, progress_text = null, progress_at = null,
         due = @now + cast(@jitter * case lost when 0 then 500 when 1 then 1000 when 2 then 2000 when 3 then 4000 when 4 then 8000
          when 5 then 16000 when 6 then 32000 else 60000 end as {int}),
         rank = @now + cast(@jitter * case lost when 0 then 500 when 1 then 1000 when 2 then 2000 when 3 then 4000 when 4 then 8000
          when 5 then 16000 when 6 then 32000 else 60000 end as {int}) - priority * 30000
        where owner = @node and {0} returning {{QueueRow.Columns}}
        """,
        RecoveryRule.Requeued);

    private const string FindOrphans = $"""
        select {QueueRow.Columns} from bot_queue q where {RecoveryRule.Orphans} and not exists (
         select 1 from bot_run r join bot_idem i on i.bot = r.bot and i.idem_key = r.idem_key and i.run_id = r.id
         where r.id = q.id and i.expires > @now)
        limit @limit
        """;

    private const string DeleteOrphan = $"delete from bot_queue where id = @id and {RecoveryRule.Orphans}";

    /// <summary>Recovers what a node holds.</summary>
    /// <param name="session">The open transaction, in which the node's lease was taken away.</param>
    /// <param name="node">The incarnation.</param>
    public static NodeRecovery Recover(StoreSession session, Guid node)
    {
        session.HoldRunsOf(node);
        var canceled = Delete(session, DeleteCanceled, node);
        foreach (var row in canceled)
        {
            End(session, row, BotStatus.Canceled, BotErrorCodes.CanceledByOperator, CanceledMessage);
        }

        var interrupted = Delete(session, DeleteInterrupted, node);
        foreach (var row in interrupted)
        {
            End(session, row, BotStatus.Failed, BotErrorCodes.Interrupted, InterruptedMessage);
        }

        var orphaned = QueueRow.ReadAll(session.Sql(Orphan).Set("node", node), session.Dialect);
        orphaned.ForEach(row => HandOuts.Write(session, row with { Owner = node }, session.Now, HandOutEnd.Lost, 0, BotErrorCodes.Interrupted));

        var dead = Delete(session, DeleteDead, node);
        foreach (var row in dead)
        {
            // One that may not be lost at all was not lost too often.
            var (code, message) = row.Lost == 0 ? (BotErrorCodes.Interrupted, InterruptedMessage) : (BotErrorCodes.LostTooOften, DeadMessage);
            End(session, row, BotStatus.Dead, code, message);
        }

        var jitter = 0.5 + (Random.Shared.NextDouble() / 2);
        var requeued = QueueRow.ReadAll(
            session.Sql(Requeue).Set("now", session.Now).Set("jitter", jitter).Set("node", node), session.Dialect);
        requeued.ForEach(row => HandOuts.Write(session, row with { Owner = node }, session.Now, HandOutEnd.Lost, 0, BotErrorCodes.Interrupted));
        CrashPoint.Reached?.Invoke(CrashPoint.RecoveryDone);
        return new NodeRecovery(requeued.Count, dead.Count, canceled.Count, interrupted.Count + orphaned.Count);
    }

    /// <summary>Ends direct runs that waited, ownerless, for their key's next call until the key expired.</summary>
    public static int EndOrphans(StoreSession session, int limit)
    {
        var rows = QueueRow.ReadAll(session.Sql(FindOrphans).Set("now", session.Now).Set("limit", limit), session.Dialect);
        var ended = 0;
        foreach (var row in rows)
        {
            if (session.Sql(DeleteOrphan).Set("id", row.Id).Execute() > 0)
            {
                RunEnding.Write(session, row, BotStatus.Failed, BotErrorCodes.Interrupted, InterruptedMessage);
                ended++;
            }
        }

        return ended;
    }

    private static List<QueueRow> Delete(StoreSession session, string sql, Guid node)
        => QueueRow.ReadAll(session.Sql(sql).Set("node", node), session.Dialect);

    private static void End(StoreSession session, QueueRow row, BotStatus status, string code, string message)
    {
        HandOuts.Write(session, row, session.Now, HandOutEnd.Lost, 0, code);
        RunEnding.Write(session, row with { Lost = row.Lost + 1 }, status, code, message);
    }

    private static string Of(string sql, RecoveryRule rule) => sql.Replace("{0}", rule.Condition, StringComparison.Ordinal);
}
