namespace BotKit.Storage.PostgreSql.Hot;

/// <summary>Hands due runs to a node.</summary>
internal static class ClaimSql
{
    /// <summary>
    /// A node that is taken for lost waits for claims under way, and later claims for its end: a claim must not give runs to a
    /// node whose runs were recovered already. Its parameter is the node.
    /// </summary>
    public const string HoldNode = "select pg_advisory_xact_lock_shared(1651469676, hashtext($1::text))";

    /// <summary>The other side of <see cref="HoldNode"/>.</summary>
    public const string TakeNode = "select pg_advisory_xact_lock(1651469676, hashtext(cast(@node as text)))";

    /// <summary>Runs whose time has come become queued. It returns how many.</summary>
    public const string Promote = $"""
        with {Clock.With},
        u as (
         update bot_queue q set state = 1 from (
          select id from bot_queue where state = 0 and due <= (select now from t) order by due limit 1000 for update skip locked) d
         where q.id = d.id returning 1)
        select count(*) from u
        """;

    /// <summary>Makes the rows on which claims of limited bots wait for each other.</summary>
    public const string MakeLocks = """
        with i as (
         insert into bot (bot, version, circuit) select b, 0, 0 from unnest($1) b order by b on conflict (bot) do nothing returning 1)
        select count(*) from i
        """;

    /// <summary>Locks them, in the same order on every node.</summary>
    public const string Lock = "select 1 from bot where bot = any($1) order by bot for update";

    /// <summary>What a claim brought before, when its commit was not answered.</summary>
    public const string Again = $"""
        with {Clock.With}
        select {Columns} from bot_queue q join bot_run r on r.id = q.id cross join t
        where q.owner = $2 and q.claim = $3 and q.state + 0 = 2 order by q.rank
        """;

    /// <summary>
    /// The claim: bots that have something queued from the cursor on, as many as there is room for runs, and of each its share
    /// in the order of rank. Running runs of a limited bot are counted under the lock that an earlier statement took, hence in a
    /// snapshot that no other claim can outdate.
    /// </summary>
    public const string Claim = $"""
        with recursive {Clock.With},
        a(bot) as (
         (select bot from bot_queue where state = 1 and bot > $9 order by bot limit 1)
         union all
         select (select q.bot from bot_queue q where q.state = 1 and q.bot > a.bot order by q.bot limit 1) from a where a.bot is not null),
        z(bot) as (
         (select bot from bot_queue where state = 1 and bot <= $9 order by bot limit 1)
         union all
         select (select q.bot from bot_queue q where q.state = 1 and q.bot > z.bot and q.bot <= $9 order by q.bot limit 1)
         from z where z.bot is not null),
        d as materialized (
         select b.bot from bot b cross join t
         where b.circuit in (1, 2) and b.open_until <= t.now and (b.probe_id is null or b.probe_until <= t.now)
          and not exists (select from bot_queue q where q.id = b.claim_probe and q.state + 0 = 2)
         for update of b skip locked),
        o as materialized (
         select s.bot, s.version, s.room, s.probing from (
          select c.bot, ($4)[x.place] as version, b.circuit in (1, 2) as probing,
           least(($3)[x.place],
            case when ($5)[x.place] > 0 then ($5)[x.place] - (
             select count(*) from (
              select from bot_queue q where q.bot = c.bot and q.state = 2 and q.direct = 0 limit ($5)[x.place]) n) end,
            case when b.circuit in (1, 2) then 1 end)::int as room
          from (select bot from a union all select bot from z) c
          cross join t
          cross join lateral (select array_position($2, c.bot) as place offset 0) x
          left join bot b on b.bot = c.bot
          where x.place is not null
           and (b.bot is null or (b.pause_since is null or b.pause_until <= t.now)
            and (b.circuit = 0 or b.circuit in (1, 2) and b.bot in (select bot from d)))
          offset 0) s
         where s.room > 0 and exists (select from bot_node n where n.id = $8 and n.state = 0) limit $6),
        l as materialized (
         select x.id from o cross join lateral (
          select q.id, q.rank from bot_queue q
          where q.bot = o.bot and q.state = 1 and q.lost > 0 and q.payload_version <= o.version order by q.rank limit 1) x
         where $7 order by x.rank limit 1),
        p as materialized (
         select x.id, o.probing from o cross join lateral (
          select q.id from bot_queue q
          where q.bot = o.bot and q.state = 1 and q.payload_version <= o.version and (q.lost = 0 or q.id = (select id from l))
          order by q.rank limit least(o.room, ($6 + (select count(*) from o) - 1) / (select count(*) from o)) for update skip locked) x
         limit $6),
        u as (
         update bot_queue q set state = 2, owner = $8, claim = $10, started = t.now, fence = q.fence + 1, deliveries = q.deliveries + 1,
          wake = null, progress = null, progress_text = null, progress_at = null
         from p, t where q.id = p.id
         returning q.id, q.bot, q.fence, q.deliveries, q.lost, q.redeliveries, q.due, p.probing),
        m as (update bot b set claim_probe = u.id from u where u.probing and b.bot = u.bot)
        select {Columns} from u q join bot_run r on r.id = q.id cross join t
        """;

    /// <summary>In how many milliseconds there may be something to claim, when nothing is now.</summary>
    public const string NextDue = $"""
        with {Clock.With}
        select min(x.due) - (select now from t) from (
         select d.due from unnest($2) b cross join lateral (
          select q.due from bot_queue q where q.bot = b and q.state = 0 order by q.due limit 1) d
         union all
         select pause_until from bot where bot = any($2) and pause_since is not null and pause_until > (select now from t)
         union all
         select greatest(open_until, case when probe_id is not null then probe_until end) from bot
         where bot = any($2) and circuit in (1, 2) and greatest(open_until, case when probe_id is not null then probe_until end) > (select now from t)
        ) x
        """;

    private const string Columns = """
        q.id, q.bot, q.fence, q.deliveries, q.lost, q.redeliveries, q.due, t.now, r.trigger_kind, r.payload_version, r.created, r.is_dry,
         r.idem_key, r.caller, r.parent_id, r.root_id, r.traceparent, r.schedule, r.scheduled_for, r.input
        """;
}
