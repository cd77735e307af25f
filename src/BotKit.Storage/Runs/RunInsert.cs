using BotKit.Ledger;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Runs;

/// <summary>The rows of a run that begins or is submitted, one at a time.</summary>
internal static class RunInsert
{
    public const string Run = """
        insert into bot_run (id, bot, trigger_kind, priority, due, created, payload_version, is_dry, direct, idem_key, caller, parent_id, root_id,
         traceparent, replay_of, input, state, schedule, scheduled_for)
        values (@id, @bot, @trigger, @priority, @due, @created, @version, @dry, @direct, @key, @caller, @parent, @root,
         @traceparent, @replay, @input, @state, @schedule, @scheduled_for)
        on conflict (id) do nothing
        """;

    public const string Queue = """
        insert into bot_queue (id, bot, state, direct, rank, due, priority, payload_version, max_lost, deliveries, lost, redeliveries, fence, owner, cancel, started, schedule)
        values (@id, @bot, @state, @direct, @rank, @due, @priority, @version, @max_lost, @deliveries, 0, 0, @fence, @owner, 0, @started, @schedule)
        """;

    /// <summary>Inserts a run and its queue row.</summary>
    /// <param name="session">The open transaction.</param>
    /// <param name="run">The run.</param>
    /// <param name="due">When it is due.</param>
    /// <param name="node">The node that begins it at once; <see langword="null"/> for the queue.</param>
    /// <returns>Whether it was inserted; <see langword="false"/> when it was there already.</returns>
    public static bool Write(StoreSession session, RunSubmission run, long due, Guid? node)
    {
        var now = session.Now;
        var origin = run.Origin;
        var state = node is not null ? RunState.Running : due > now ? RunState.Scheduled : RunState.Queued;
        var direct = node is null ? 0 : origin?.IdempotencyKey is null ? 1 : 2;
        var inserted = session.Sql(Run)
            .Set("id", run.ExecutionId).Set("bot", run.Bot).Set("trigger", (long)run.Trigger).Set("priority", run.Priority)
            .Set("due", due).Set("created", now).Set("version", run.PayloadVersion).Set("dry", run.IsDryRun).Set("direct", direct)
            .Set("key", origin?.IdempotencyKey).Set("caller", origin?.Caller).Set("parent", origin?.ParentId).Set("root", origin?.RootId)
            .Set("traceparent", origin?.TraceParent).Set("replay", run.ReplayOf).Set("input", run.Input)
            .Set("state", (long)state)
            .Set("schedule", origin?.Schedule).Set("scheduled_for", Instants.ToMilliseconds(origin?.ScheduledFor))
            .Execute();
        if (inserted == 0)
        {
            return false;
        }

        session.Sql(Queue)
            .Set("id", run.ExecutionId).Set("bot", run.Bot).Set("state", (long)state).Set("direct", direct)
            .Set("rank", Instants.Rank(due, run.Priority)).Set("due", due).Set("priority", run.Priority).Set("version", run.PayloadVersion)
            .Set("max_lost", run.MaxLost).Set("deliveries", node is null ? 0 : 1).Set("fence", node is null ? 0 : 1).Set("owner", node)
            .Set("started", node is null ? null : now).Set("schedule", origin?.Schedule)
            .Execute();
        return true;
    }
}
