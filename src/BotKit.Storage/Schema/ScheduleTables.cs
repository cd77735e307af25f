namespace BotKit.Storage.Schema;

/// <summary>Schedules and what became of their due instants, and what their runs carry of them.</summary>
internal static class ScheduleTables
{
    public static IReadOnlyList<string> All { get; } =
    [
        """
        create table if not exists bot_schedule (
         id {text} not null primary key,
         bot {text} not null,
         source {small} not null,
         definition {text} not null,
         input {bytes},
         declared {text},
         declared_input {bytes},
         anchor {int} not null,
         created {int} not null,
         changed {int} not null,
         changed_by {text},
         revision {int} not null,
         is_retired {small} not null,
         pause_reason {text},
         pause_by {text},
         pause_since {int},
         pause_until {int},
         next_due {int},
         wake_at {int},
         watermark {int},
         last_run {id},
         last_run_due {int}) {narrow}
        """,
        """
        create table if not exists bot_occurrence (
         schedule {text} not null,
         due {int} not null,
         last_due {int} not null,
         total {int} not null,
         state {small} not null,
         reason {small},
         run_id {id},
         is_backfill {small} not null,
         recorded {int} not null,
         timing {text} not null,
         primary key (schedule, due)) {narrow}
        """,
    ];

    public static IReadOnlyList<SchemaColumn> Columns { get; } =
    [
        new("bot_run", "schedule", "{text}"),
        new("bot_run", "scheduled_for", "{int}"),
        new("bot_queue", "schedule", "{text}"),
    ];

    public static IReadOnlyList<SchemaIndex> Indexes { get; } =
    [
        new("bot_schedule_wake", "bot_schedule (bot, wake_at) where wake_at is not null"),
        new("bot_occurrence_waiting", "bot_occurrence (schedule, due) where state = 1"),
        new("bot_occurrence_by_time", "bot_occurrence (recorded) where state <> 1"),
        new("bot_run_by_schedule", "bot_run (schedule, created, id) where schedule is not null"),
        new("bot_queue_by_schedule", "bot_queue (schedule) where schedule is not null"),
    ];
}
