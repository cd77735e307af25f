using BotKit.Ledger;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Keeping;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Runs;

/// <summary>Ends runs row by row.</summary>
internal static class RunCompletion
{
    public const string TakeRow = $"delete from bot_queue where id = @id and fence = @fence and state = 2 and owner is not null returning {QueueRow.Columns}";

    public const string EndRun = """
        update bot_run set state = 3, status = @status, started = @started, ended = @ended, duration = @duration, attempts = @attempts,
         deliveries = @deliveries, lost = @lost, redeliveries = @redeliveries, fence = @fence, node = @node, output = @output,
         code = @code, error = @error, trace_id = coalesce(@trace, trace_id), input = case when @replaces = 1 then @input else input end
        where id = @id
        returning idem_key
        """;

    /// <summary>Whether a run ended so.</summary>
    public const string FindEnd = "select 1 from bot_run where id = @id and state = 3 and fence = @fence and status = @status";

    public static void End(StoreSession session, EndCommand command)
    {
        var outcome = command.Outcome;
        QueueRow row;
        using (var reader = session.Sql(TakeRow).Set("id", outcome.ExecutionId).Set("fence", outcome.Fence).Query())
        {
            if (!reader.Read())
            {
                reader.Dispose();
                command.Answer(session.Sql(FindEnd).Set("id", outcome.ExecutionId).Set("fence", outcome.Fence)
                    .Set("status", (long)outcome.Status).Any());
                return;
            }

            row = QueueRow.Read(reader, session.Dialect);
        }

        var now = session.Now;
        if (Update(session, outcome, row, now) is { } key)
        {
            RunEnding.EndKey(session, row.Bot, key, row.Id, outcome.Status);
        }

        if (row.Fence > 1)
        {
            HandOuts.Write(
                session, row with { Started = Instants.ToMilliseconds(outcome.StartedAt) }, now, HandOutEnd.Completed, outcome.Attempts, outcome.Error?.Code);
        }

        if (outcome.Logs is { } logs)
        {
            LogWrites.Write(session, logs);
        }

        session.Tallies.Add(row.Bot, Instants.MinuteOf(now), outcome.Status, outcome.Attempts > 0 ? outcome.Duration : null);
        command.Answer(true);
    }

    private static string? Update(StoreSession session, RunOutcome outcome, QueueRow row, long now)
    {
        using var reader = session.Sql(EndRun)
            .Set("status", (long)outcome.Status).Set("started", Instants.ToMilliseconds(outcome.StartedAt)).Set("ended", now)
            .Set("duration", outcome.Duration.Ticks).Set("attempts", outcome.Attempts).Set("deliveries", row.Deliveries)
            .Set("lost", row.Lost).Set("redeliveries", row.Redeliveries).Set("fence", row.Fence).Set("node", row.Owner)
            .Set("output", outcome.Output).Set("code", outcome.Error?.Code).Set("error", ErrorText.Write(outcome.Error))
            .Set("trace", outcome.TraceId).Set("replaces", outcome.RemainingInput is not null)
            .Set("input", outcome.RemainingInput ?? default).Set("id", outcome.ExecutionId)
            .Query();
        return reader.Read() ? reader.Text(0) : null;
    }
}
