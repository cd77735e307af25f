namespace BotKit.Storage.PostgreSql.Hot;

/// <summary>What is appended: lines of runs, runs that were not in the ledger before they ended, roll-ups.</summary>
internal static class BehindSql
{
    public const string Log = """
        with i as (
         insert into bot_log (run_id, bot, fence, seq, logged, level, event_id, category, message, code, dropped)
         select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (run_id, fence, seq) do nothing returning 1)
        select count(*) from i
        """;

    /// <summary>It returns the ids of those that are new.</summary>
    public const string Record = """
        insert into bot_run (id, bot, trigger_kind, priority, created, payload_version, is_dry, direct, idem_key, caller, parent_id, root_id,
         trace_id, traceparent, input, state, status, started, ended, duration, attempts, deliveries, lost, redeliveries, fence, output, code, error)
        select i.id, i.bot, i.trigger_kind, i.priority, i.created, i.payload_version, i.is_dry, 1, i.idem_key, i.caller, i.parent_id, i.root_id,
         i.trace_id, i.traceparent, i.input, 3, i.status, i.started, i.ended, i.duration, i.attempts, 1, 0, 0, 0, i.output, i.code, i.error
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
         as i(id, bot, trigger_kind, priority, created, payload_version, is_dry, idem_key, caller, parent_id, root_id, trace_id, traceparent,
          input, status, started, ended, duration, attempts, output, code, error)
        on conflict (id) do nothing returning id
        """;

    public const string ReadTallies = """
        select r.minute, r.bot, r.c0, r.c1, r.c2, r.c3, r.c4, r.c5, r.c6, r.latency
        from unnest($1, $2) i(minute, bot) join bot_rollup r on r.minute = i.minute and r.bot = i.bot and r.writer = $3
        """;

    public const string WriteTallies = """
        with i as (
         insert into bot_rollup as x (minute, bot, writer, c0, c1, c2, c3, c4, c5, c6, latency)
         select i.minute, i.bot, $3, i.c0, i.c1, i.c2, i.c3, i.c4, i.c5, i.c6, i.latency
         from unnest($1, $2, $4, $5, $6, $7, $8, $9, $10, $11) i(minute, bot, c0, c1, c2, c3, c4, c5, c6, latency)
         on conflict (minute, bot, writer) do update set c0 = excluded.c0, c1 = excluded.c1, c2 = excluded.c2, c3 = excluded.c3,
          c4 = excluded.c4, c5 = excluded.c5, c6 = excluded.c6, latency = excluded.latency
         returning 1)
        select count(*) from i
        """;
}
