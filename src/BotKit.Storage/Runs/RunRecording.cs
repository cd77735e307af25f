using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Runs;

/// <summary>Records runs that have ended, row by row.</summary>
internal static class RunRecording
{
    private const string Insert = """
        insert into bot_run (id, bot, trigger_kind, priority, due, created, payload_version, is_dry, direct, idem_key, caller, parent_id, root_id,
         trace_id, traceparent, replay_of, input, state, status, started, ended, duration, attempts, deliveries, lost, redeliveries, fence,
         output, code, error)
        values (@id, @bot, @trigger, @priority, null, @created, @version, @dry, 1, @key, @caller, @parent, @root,
         @trace, @traceparent, null, @input, 3, @status, @created, @ended, @duration, @attempts, 1, 0, 0, 0, @output, @code, @error)
        on conflict (id) do nothing
        """;

    public static void Record(StoreSession session, RecordCommand command)
    {
        var run = command.Run;
        var origin = run.Origin;
        var ended = Instants.ToMilliseconds(run.CreatedAt + run.Duration);
        var inserted = session.Sql(Insert)
            .Set("id", run.ExecutionId).Set("bot", run.Bot).Set("trigger", (long)run.Trigger).Set("priority", run.Priority)
            .Set("created", Instants.ToMilliseconds(run.CreatedAt)).Set("version", run.PayloadVersion).Set("dry", run.IsDryRun)
            .Set("key", origin?.IdempotencyKey).Set("caller", origin?.Caller).Set("parent", origin?.ParentId).Set("root", origin?.RootId)
            .Set("trace", run.TraceId).Set("traceparent", origin?.TraceParent).Set("input", run.Input)
            .Set("status", (long)run.Status!.Value).Set("ended", ended).Set("duration", run.Duration.Ticks).Set("attempts", run.Attempts)
            .Set("output", run.Output).Set("code", run.Error?.Code).Set("error", ErrorText.Write(run.Error))
            .Execute();
        if (inserted > 0)
        {
            session.Tallies.Add(run.Bot, Instants.MinuteOf(ended), run.Status.Value, run.Attempts > 0 ? run.Duration : null);
        }
    }
}
