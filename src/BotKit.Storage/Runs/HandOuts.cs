using BotKit.Ledger;
using BotKit.Storage.Dialect;

namespace BotKit.Storage.Runs;

/// <summary>The rows of hand-outs, written for runs that had several.</summary>
internal static class HandOuts
{
    public const string Insert = """
        insert into bot_attempt (run_id, fence, delivery, node, started, ended, ending, attempts, code)
        values (@id, @fence, @delivery, @node, @started, @ended, @ending, @attempts, @code)
        on conflict (run_id, fence) do nothing
        """;

    // A run that waits behind a closed gate would fill the table: of its deferrals the last one is kept.
    public const string DeleteDeferred = "delete from bot_attempt where run_id = @id and ending = 3";

    public static void Write(StoreSession session, QueueRow row, long ended, HandOutEnd ending, int attempts, string? code)
    {
        if (ending == HandOutEnd.Deferred)
        {
            session.Sql(DeleteDeferred).Set("id", row.Id).Execute();
        }

        session.Sql(Insert).Set("id", row.Id).Set("fence", row.Fence).Set("delivery", row.Deliveries).Set("node", row.Owner)
            .Set("started", row.Started ?? ended).Set("ended", ended).Set("ending", (long)ending).Set("attempts", attempts).Set("code", code)
            .Execute();
    }
}
