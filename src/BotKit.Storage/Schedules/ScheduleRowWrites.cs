using BotKit.Schedules;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Schedules;

/// <summary>Writes schedules and occurrences one by one.</summary>
internal static class ScheduleRowWrites
{
    private const string InsertSchedule = """
        insert into bot_schedule (id, bot, source, definition, input, declared, declared_input, anchor, created, changed, changed_by, revision,
         is_retired, pause_reason, pause_by, pause_since, pause_until, next_due, wake_at, watermark, last_run, last_run_due)
        values (@id, @bot, @source, @definition, @input, @declared, @declared_input, @anchor, @created, @changed, @changed_by, @revision,
         @is_retired, @pause_reason, @pause_by, @pause_since, @pause_until, @next_due, @wake_at, @watermark, @last_run, @last_run_due)
        """;

    private const string UpdateState = """
        update bot_schedule set source = @source, anchor = @anchor, created = @created, changed = @changed, changed_by = @changed_by,
         revision = @revision, is_retired = @is_retired, pause_reason = @pause_reason, pause_by = @pause_by, pause_since = @pause_since,
         pause_until = @pause_until, next_due = @next_due, wake_at = @wake_at, watermark = @watermark, last_run = @last_run, last_run_due = @last_run_due
        where id = @id
        """;

    private const string UpdateDefinition = """
        update bot_schedule set bot = @bot, definition = @definition, input = @input, declared = @declared, declared_input = @declared_input
        where id = @id
        """;

    private const string Upsert = """
        insert into bot_occurrence (schedule, due, last_due, total, state, reason, run_id, is_backfill, recorded, timing)
        values (@schedule, @due, @last_due, @total, @state, @reason, @run_id, @is_backfill, @recorded, @timing)
        on conflict (schedule, due) do update set last_due = excluded.last_due, total = excluded.total, state = excluded.state,
         reason = excluded.reason, run_id = excluded.run_id, is_backfill = excluded.is_backfill, recorded = excluded.recorded, timing = excluded.timing
        """;

    public static void Insert(StoreSession session, BotSchedule schedule)
        => SetState(SetDefinition(session.Sql(InsertSchedule), schedule), schedule).Execute();

    public static void Update(StoreSession session, ScheduleChange change)
    {
        if (change.IsDefined)
        {
            SetDefinition(session.Sql(UpdateDefinition), change.After).Set("id", change.After.Definition.Id).Execute();
        }

        SetState(session.Sql(UpdateState), change.After).Execute();
    }

    public static void Write(StoreSession session, BotOccurrence occurrence)
        => session.Sql(Upsert)
            .Set("schedule", occurrence.Schedule).Set("due", Instants.ToMilliseconds(occurrence.Due)).Set("last_due", Instants.ToMilliseconds(occurrence.Until))
            .Set("total", occurrence.Count).Set("state", (long)occurrence.State).Set("reason", (long?)occurrence.Reason).Set("run_id", occurrence.ExecutionId)
            .Set("is_backfill", occurrence.IsBackfill).Set("recorded", Instants.ToMilliseconds(occurrence.RecordedAt)).Set("timing", occurrence.Timing)
            .Execute();

    private static Statement SetDefinition(Statement statement, BotSchedule schedule)
        => statement
            .Set("bot", schedule.Definition.Bot).Set("definition", ScheduleText.Write(schedule.Definition)).Set("input", schedule.Definition.Input)
            .Set("declared", schedule.Declared is { } declared ? ScheduleText.Write(declared) : null)
            .Set("declared_input", schedule.Declared?.Input ?? default);

    private static Statement SetState(Statement statement, BotSchedule schedule)
        => statement
            .Set("source", (long)schedule.Source).Set("anchor", Instants.ToMilliseconds(schedule.Anchor))
            .Set("created", Instants.ToMilliseconds(schedule.CreatedAt)).Set("changed", Instants.ToMilliseconds(schedule.ChangedAt))
            .Set("changed_by", schedule.ChangedBy).Set("revision", schedule.Revision).Set("is_retired", schedule.IsRetired)
            .Set("pause_reason", schedule.Pause?.Reason).Set("pause_by", schedule.Pause?.By)
            .Set("pause_since", Instants.ToMilliseconds(schedule.Pause?.Since)).Set("pause_until", Instants.ToMilliseconds(schedule.Pause?.Until))
            .Set("next_due", Instants.ToMilliseconds(schedule.NextDue)).Set("wake_at", Instants.ToMilliseconds(schedule.WakeAt))
            .Set("watermark", Instants.ToMilliseconds(schedule.Watermark)).Set("last_run", schedule.LastRun)
            .Set("last_run_due", Instants.ToMilliseconds(schedule.LastRunDue)).Set("id", schedule.Definition.Id);
}
