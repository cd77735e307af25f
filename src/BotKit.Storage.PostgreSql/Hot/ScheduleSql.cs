using BotKit.Storage.Schedules;

namespace BotKit.Storage.PostgreSql.Hot;

/// <summary>Schedules and occurrences, many rows in one statement.</summary>
internal static class ScheduleSql
{
    /// <summary>
    /// The due schedules of the asked bots, earliest first; those that others hold are passed over. Where many bots have some, no
    /// more are looked at of each than twice its share. They are locked in the order of the result, so no more than are asked for.
    /// </summary>
    public const string TakeDue = $"""
        with b as materialized (
         select i.bot from unnest($2) i(bot) cross join lateral (
          select from bot_schedule d where d.bot = i.bot and d.wake_at <= $1 limit 1) x),
        c as materialized (
         select x.id, x.wake_at from b cross join lateral (
          select d.id, d.wake_at from bot_schedule d
          where d.bot = b.bot and d.wake_at <= $1 and d.id <> all($3)
          order by d.wake_at limit least($5, greatest(16, 2 * $5 / (select greatest(1, count(*)) from b)))) x
         order by x.wake_at, x.id limit $5)
        select {ScheduleColumns.All}
        from c join bot_schedule s on s.id = c.id
        where s.wake_at <= $1 and s.bot = any($2)
        order by c.wake_at, c.id limit $4
        for update of s skip locked
        """;

    /// <summary>Schedules to look at although they may not be due; those that others hold are passed over.</summary>
    public const string TakeEnded = $"""
        select {ScheduleColumns.All} from bot_schedule s
        where s.id = any($1) and s.bot = any($2) and s.id <> all($3) and (s.is_retired = 0 or s.wake_at is not null)
        order by s.id limit $4
        for update skip locked
        """;

    /// <summary>Schedules by id, locked in one order on every node.</summary>
    public const string Take = $"select {ScheduleColumns.All} from bot_schedule s where s.id = any($1) order by s.id for update";

    /// <summary>What is known of schedules that are locked, by a statement of its own: what others committed before is in its snapshot.</summary>
    public const string Look = $"""
        select i.ord::int,
         (select count(*) from bot_queue q where q.schedule = i.id),
         (select count(*) from bot_occurrence w where w.schedule = i.id and w.state = 1),
         n.*, l.*
        from unnest($1) with ordinality i(id, ord)
        left join lateral (
         select {OccurrenceColumns.All} from bot_occurrence o where o.schedule = i.id and o.state = 1 order by o.due limit 1) n on true
        left join lateral (
         select {OccurrenceColumns.All} from bot_occurrence o where o.schedule = i.id order by o.due desc limit 1) l on true
        """;

    public const string Touching = $"""
        select {OccurrenceColumns.All} from bot_occurrence o
        where o.schedule = $1 and o.due <= $3 and o.last_due >= $2 order by o.due limit $4
        """;

    /// <summary>It returns how many are new.</summary>
    public const string Insert = """
        with n as (
         insert into bot_schedule (id, bot, source, definition, input, declared, declared_input, anchor, created, changed, changed_by, revision,
          is_retired, pause_reason, pause_by, pause_since, pause_until, next_due, wake_at, watermark, last_run, last_run_due)
         select i.* from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
          i(id, bot, source, definition, input, declared, declared_input, anchor, created, changed, changed_by, revision,
          is_retired, pause_reason, pause_by, pause_since, pause_until, next_due, wake_at, watermark, last_run, last_run_due)
         order by i.id
         on conflict (id) do nothing returning 1)
        select count(*) from n
        """;

    /// <summary>Those without a definition among the parameters keep theirs.</summary>
    public const string Update = """
        with u as (
         update bot_schedule s set
          bot = case when i.definition is null then s.bot else i.bot end,
          input = case when i.definition is null then s.input else i.input end,
          declared = case when i.definition is null then s.declared else i.declared end,
          declared_input = case when i.definition is null then s.declared_input else i.declared_input end,
          definition = coalesce(i.definition, s.definition),
          source = i.source, anchor = i.anchor, created = i.created, changed = i.changed, changed_by = i.changed_by, revision = i.revision,
          is_retired = i.is_retired, pause_reason = i.pause_reason, pause_by = i.pause_by, pause_since = i.pause_since,
          pause_until = i.pause_until, next_due = i.next_due, wake_at = i.wake_at, watermark = i.watermark, last_run = i.last_run,
          last_run_due = i.last_run_due
         from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
          i(id, bot, source, definition, input, declared, declared_input, anchor, created, changed, changed_by, revision,
          is_retired, pause_reason, pause_by, pause_since, pause_until, next_due, wake_at, watermark, last_run, last_run_due)
         where s.id = i.id returning 1)
        select count(*) from u
        """;

    public const string Remove = """
        with d as (delete from bot_occurrence o using unnest($1, $2) i(schedule, due) where o.schedule = i.schedule and o.due = i.due returning 1)
        select count(*) from d
        """;

    public const string Upsert = """
        with n as (
         insert into bot_occurrence (schedule, due, last_due, total, state, reason, run_id, is_backfill, recorded, timing)
         select i.* from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
          i(schedule, due, last_due, total, state, reason, run_id, is_backfill, recorded, timing)
         on conflict (schedule, due) do update set last_due = excluded.last_due, total = excluded.total, state = excluded.state,
          reason = excluded.reason, run_id = excluded.run_id, is_backfill = excluded.is_backfill, recorded = excluded.recorded,
          timing = excluded.timing
         returning 1)
        select count(*) from n
        """;

    /// <summary>When the next schedule of the bots must be looked at.</summary>
    public const string Next = """
        select min(x.wake_at) from unnest($1) b cross join lateral (
         select s.wake_at from bot_schedule s
         where s.bot = b and s.wake_at is not null and s.id <> all($2) order by s.wake_at limit 1) x
        """;
}
