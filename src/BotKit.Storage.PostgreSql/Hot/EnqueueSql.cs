namespace BotKit.Storage.PostgreSql.Hot;

/// <summary>Submits runs: keys, runs and queue in one statement.</summary>
internal static class EnqueueSql
{
    /// <summary>How each run fared: its place, whether it is accepted, and who holds its key where another run does.</summary>
    public const string Keyed = Head + Keys + Insert + Fared;

    /// <summary><see cref="Keyed"/> for runs among which some are of schedules: two columns more.</summary>
    public const string KeyedOfSchedules = HeadOfSchedules + Keys + InsertOfSchedules + Fared;

    /// <summary>The same for runs without keys; it returns how many are new.</summary>
    public const string Plain = Head + NoKeys + Insert + CountNew;

    /// <summary><see cref="Plain"/> for runs among which some are of schedules.</summary>
    public const string PlainOfSchedules = HeadOfSchedules + NoKeys + InsertOfSchedules + CountNew;

    private const string Fared = """
        select i.ord::int, (i.idem_key is null or i.id in (select run_id from k)) as won, x.run_id, x.hash
        from i left join bot_idem x on x.bot = i.bot and x.idem_key = i.idem_key and i.id not in (select run_id from k)
        """;

    /// <summary>The same for one run without a key, at a third of the price: columns that came as arrays would be unpacked first.</summary>
    public const string One = $"""
        with {Clock.With},
        r as (
         insert into bot_run (id, bot, trigger_kind, priority, due, created, payload_version, is_dry, direct, caller,
          parent_id, root_id, traceparent, replay_of, input, state)
         select $2, $3, $4, $5, greatest(t.now, coalesce($6, t.now + $7)), t.now, $8, $9, 0, $10, $11, $12, $13, $14, $15, 0
         from t
         on conflict (id) do nothing
         returning id, bot, priority, due, created, payload_version),
        {Queue}{QueueRow} $16, 0, 0, 0, 0, 0 from r on conflict (id) do nothing)
        select count(*) from r
        """;

    /// <summary>Which runs are there already, and who holds their keys.</summary>
    public const string FindSubmitted = $"""
        with {Clock.With}
        select i.ord::int, r.id, k.run_id, k.hash
        from t, unnest($2, $3, $4) with ordinality as i(id, bot, idem_key, ord)
        left join bot_run r on r.id = i.id
        left join bot_idem k on k.bot = i.bot and k.idem_key = i.idem_key and (k.stored = 0 or k.expires > (select now from t))
        """;

    // A key is free when it has expired and its run has ended.
    private const string Keys = """
        k as (
         insert into bot_idem as k (bot, idem_key, run_id, hash, stored, expires)
         select i.bot, i.idem_key, i.id, i.hash, 0, i.due + i.lifetime
         from i where i.idem_key is not null order by i.bot, i.idem_key
         on conflict (bot, idem_key) do update
          set run_id = excluded.run_id, hash = excluded.hash, stored = 0, expires = excluded.expires
          where k.stored = 1 and k.expires <= (select now from t)
         returning k.run_id),
        """;

    private const string NoKeys = "k as (select null::uuid as run_id where false),";

    private const string CountNew = "select count(*) from r";

    private const string Rows = $"""
        with {Clock.With},
        i as materialized (
         select i.*, t.now as created, greatest(t.now, coalesce(i.due_at, t.now + i.delay)) as due
         from t, unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18
        """;

    private const string Columns = """
        with ordinality as i(id, bot, trigger_kind, priority, due_at, delay, payload_version, is_dry, idem_key, caller, parent_id,
           root_id, traceparent, replay_of, input, hash, lifetime
        """;

    private const string Head = Rows + ") " + Columns + ", ord)), ";

    private const string HeadOfSchedules = Rows + ", $20, $21) " + Columns + ", schedule, scheduled_for, ord)), ";

    private const string Run = """
        r as (
         insert into bot_run (id, bot, trigger_kind, priority, due, created, payload_version, is_dry, direct, idem_key, caller,
          parent_id, root_id, traceparent, replay_of, input, state
        """;

    private const string RunRow = """
        ) select i.id, i.bot, i.trigger_kind, i.priority, i.due, i.created, i.payload_version, i.is_dry, 0, i.idem_key, i.caller,
          i.parent_id, i.root_id, i.traceparent, i.replay_of, i.input, 0
        """;

    private const string NewRuns = """
         from i where i.idem_key is null or i.id in (select run_id from k) order by i.ord
         on conflict (id) do nothing
         returning id, bot, priority, due, created, payload_version
        """;

    private const string Queue = """
        q as (
         insert into bot_queue (id, bot, state, direct, rank, due, priority, payload_version, max_lost, deliveries, lost, redeliveries,
          fence, cancel
        """;

    private const string QueueRow = """
        ) select r.id, r.bot, case when r.due <= r.created then 1 else 0 end, 0, r.due - r.priority * 30000, r.due, r.priority,
          r.payload_version,
        """;

    private const string MaxLost = " ($19::int[])[array_position($2, r.id)], 0, 0, 0, 0, 0";

    private const string NewRows = " from r on conflict (id) do nothing) ";

    // The queue's rows are made from the new runs alone, so that a repeated submission of a run that has ended queues nothing.
    private const string Insert = Run + RunRow + NewRuns + "), " + Queue + QueueRow + MaxLost + NewRows;

    private const string InsertOfSchedules = Run + ", schedule, scheduled_for" + RunRow + ", i.schedule, i.scheduled_for" + NewRuns + ", schedule), "
        + Queue + ", schedule" + QueueRow + MaxLost + ", r.schedule" + NewRows;
}
