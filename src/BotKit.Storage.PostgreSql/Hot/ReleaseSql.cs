namespace BotKit.Storage.PostgreSql.Hot;

/// <summary>Gives runs back without an outcome.</summary>
internal static class ReleaseSql
{
    /// <summary>It returns each run's place and whether it waits now.</summary>
    public const string Release = $"""
        with {Clock.With},
        i as materialized (
         select i.*, greatest(t.now, coalesce(i.due_at, t.now + i.delay)) as next_due
         from t, unnest($2, $3, $4, $5, $6, $7, $8, $9) with ordinality as i(id, fence, reason, due_at, delay, started, attempts, code, ord)),
        u as (
         update bot_queue q set state = case when i.next_due <= t.now or i.reason = 5 and q.wake = 1 then 1 else 0 end,
          owner = null, claim = null, started = null,
          due = case when i.reason = 5 and q.wake = 1 then t.now else i.next_due end,
          rank = case when i.reason = 5 and q.wake = 1 then t.now else i.next_due end - q.priority * 30000, deliveries = q.deliveries - case when i.reason in (2, 3) then 1 else 0 end,
          redeliveries = q.redeliveries + case when i.reason = 4 then 1 else 0 end, progress = null, progress_text = null, progress_at = null
         from i, t
         where q.id = i.id and q.fence = i.fence and q.state + 0 = 2 and q.owner is not null and q.cancel = 0 and q.direct = 0
         returning q.id, q.fence, q.deliveries + case when i.reason in (2, 3) then 1 else 0 end as delivery, i.started, i.reason, i.attempts, i.code),
        x as (
         delete from bot_attempt a using u where u.reason = 3 and a.run_id = u.id and a.ending = 3 and a.fence < u.fence),
        h as (
         insert into bot_attempt (run_id, fence, delivery, node, started, ended, ending, attempts, code)
         -- The owner as the statement found it: its snapshot is older than the update.
         select u.id, u.fence, u.delivery, q.owner, coalesce(u.started, q.started, t.now), t.now, u.reason, u.attempts, u.code
         from u join bot_queue q on q.id = u.id cross join t
         on conflict (run_id, fence) do nothing)
        select i.ord::int, i.id = any(array(select id from u)) from i
        """;
}
