namespace BotKit.Storage.PostgreSql.Hot;

/// <summary>The terminal write of runs that a node holds.</summary>
internal static class EndSql
{
    /// <summary>
    /// Deletes the queue's rows by id and fence, which feeds everything else. It returns each run's place, whether it ended now (1),
    /// had ended so before (2) or is not this hand-out's any more (0), and the store's time.
    /// </summary>
    public const string End = Head + """
        select i.ord::int, case
          when i.id = any(array(select id from d)) then 1
          when exists (select from bot_run x where x.id = i.id and x.state = 3 and x.fence = i.fence and x.status = i.status) then 2
          else 0 end,
         t.now
        from i cross join t
        """;

    /// <summary>
    /// The same when all are expected to end now, so that what follows from it can go along unseen: it fails with
    /// <see cref="Unexpected"/>, and undoes everything, when one does not.
    /// </summary>
    public const string EndAll = Head + "select 1 / (case when (select count(*) from d) = cardinality($2) then 1 else 0 end)";

    /// <summary>A division by zero.</summary>
    public const string Unexpected = "22012";

    private const string Head = $"""
        with {Clock.With},
        i as materialized (
         select * from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) with ordinality
          as i(id, fence, status, started, duration, attempts, code, error, output, input, trace_id, ord)),
        d as (
         delete from bot_queue q using i where q.id = i.id and q.fence = i.fence and q.state + 0 = 2 and q.owner is not null
         returning i.*, q.bot, q.owner, q.deliveries, q.lost, q.redeliveries),
        r as (
         update bot_run r set state = 3, status = d.status, started = d.started, ended = t.now, duration = d.duration,
          attempts = d.attempts, deliveries = d.deliveries, lost = d.lost, redeliveries = d.redeliveries, fence = d.fence, node = d.owner,
          trace_id = coalesce(d.trace_id, r.trace_id), input = coalesce(d.input, r.input), output = d.output, code = d.code, error = d.error
         from d, t where r.id = d.id
         returning r.id, r.bot, r.idem_key, r.status),
        k as (
         update bot_idem k set stored = 1 from r
         where r.idem_key is not null and r.status in (0, 3, 5, 6) and k.bot = r.bot and k.idem_key = r.idem_key and k.run_id = r.id),
        f as (
         delete from bot_idem k using r
         where r.idem_key is not null and r.status in (1, 2, 4) and k.bot = r.bot and k.idem_key = r.idem_key and k.run_id = r.id),
        h as (
         insert into bot_attempt (run_id, fence, delivery, node, started, ended, ending, attempts, code)
         select d.id, d.fence, d.deliveries, d.owner, d.started, t.now, 0, d.attempts, d.code from d, t
         where d.fence > 1
         on conflict (run_id, fence) do nothing)

        """;
}
