using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Storage.Dialect;

namespace BotKit.Storage.Keeping;

/// <summary>Deletes what is older than it is kept, a bounded batch of each kind at a time. Runs go only once they have ended.</summary>
internal static class Retention
{
    // A run stays while its key is live: the key's envelope is the run's.
    private const string FindRuns = """
        select r.id from bot_run r where r.created < @before and r.state = 3 and r.ended < @before and not exists (
         select 1 from bot_idem i where i.bot = r.bot and i.idem_key = r.idem_key and i.run_id = r.id and i.expires > @now)
        order by r.created limit @limit
        """;

    private static readonly string[] OfRun =
    [
        "delete from bot_log where run_id = @id",
        "delete from bot_checkpoint where run_id = @id",
        "delete from bot_attempt where run_id = @id",
        "delete from bot_idem where run_id = @id and stored = 1 and bot = (select bot from bot_run where id = @id) and idem_key = (select idem_key from bot_run where id = @id)",
        "delete from bot_run where id = @id and state = 3",
    ];

    /// <summary>Each deletes one batch and says how many rows it was.</summary>
    public static IReadOnlyList<Func<StoreSession, RetentionOptions, int>> All { get; } =
    [
        Runs,
        static (session, options) => Old(
            session, "delete from bot_log where place in (select place from bot_log where logged < @before order by logged limit @limit)", options.Logs, options),
        static (session, options) => Old(
            session, "delete from bot_occurrence where (schedule, due) in (select schedule, due from bot_occurrence where state <> 1 and recorded < @before order by recorded limit @limit)", options.Occurrences, options),
        static (session, options) => Old(
            session, "delete from bot_alert where id in (select id from bot_alert where last_at < @before limit @limit)", options.Alerts, options),
        static (session, options) => Old(
            session, "delete from bot_audit where place in (select place from bot_audit where made < @before order by place limit @limit)", options.Audit, options),
        static (session, options) => Old(
            session, "delete from bot_node where id in (select id from bot_node where state <> 0 and beat_at < @before limit @limit)", options.Runs, options),
        static (session, options) => Old(
            session, "delete from bot_data where expires < @before and (bot, data_key) in (select bot, data_key from bot_data where expires < @before limit @limit)", TimeSpan.Zero, options),
        static (session, options) => Old(
            session, "delete from bot_idem where stored = 1 and (bot, idem_key) in (select bot, idem_key from bot_idem where stored = 1 and expires < @before limit @limit)", TimeSpan.Zero, options),
        static (session, options) => Old(
            session, "delete from bot_refusal where (minute, bot, code, writer) in (select minute, bot, code, writer from bot_refusal where minute < @before limit @limit)", options.Alerts, options, inMinutes: true),
        static (session, options) => Old(
            session, "delete from bot_rollup_hour where (hour, bot) in (select hour, bot from bot_rollup_hour where hour * 60 < @before limit @limit)", options.HourRollups, options, inMinutes: true),
    ];

    private static int Runs(StoreSession session, RetentionOptions options)
    {
        var ids = new List<Guid>();
        using (var reader = session.Sql(FindRuns).Set("before", session.Now - (long)options.Runs.TotalMilliseconds).Set("now", session.Now)
            .Set("limit", options.BatchSize).Query())
        {
            while (reader.Read())
            {
                ids.Add(session.Dialect.ReadId(reader, 0));
            }
        }

        var deleted = 0;
        foreach (var id in ids)
        {
            foreach (var sql in OfRun)
            {
                deleted += session.Sql(sql).Set("id", id).Execute();
            }
        }

        if (deleted > 0)
        {
            CrashPoint.Reached?.Invoke(CrashPoint.PurgeDone);
        }

        return deleted;
    }

    private static int Old(StoreSession session, string sql, TimeSpan keepFor, RetentionOptions options, bool inMinutes = false)
    {
        var before = session.Now - (long)keepFor.TotalMilliseconds;
        return session.Sql(sql).Set("before", inMinutes ? Rows.Instants.MinuteOf(before) : before).Set("limit", options.BatchSize).Execute();
    }
}
