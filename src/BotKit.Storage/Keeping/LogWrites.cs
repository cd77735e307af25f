using BotKit.Ledger;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace BotKit.Storage.Keeping;

/// <summary>The rows of a log, one for each line. The last row of a part says how many lines did not fit.</summary>
internal static class LogWrites
{
    public const string Insert = """
        insert into bot_log (run_id, bot, fence, seq, logged, level, event_id, category, message, code, dropped)
        values (@run, @bot, @fence, @seq, @logged, @level, @event, @category, @message, @code, @dropped)
        on conflict (run_id, fence, seq) do nothing
        """;

    public static void Write(StoreSession session, RunLogPart part)
    {
        for (var i = 0; i < part.Rows.Count; i++)
        {
            var row = part.Rows[i];
            var isLast = i == part.Rows.Count - 1;
            session.Sql(Insert).Set("run", part.ExecutionId).Set("bot", part.Bot).Set("fence", part.Fence).Set("seq", row.Sequence)
                .Set("logged", Instants.ToMilliseconds(row.At)).Set("level", (long)row.Level).Set("event", row.EventId)
                .Set("category", row.Category).Set("message", row.Message).Set("code", row.Code).Set("dropped", isLast ? part.Dropped : null)
                .Execute();
        }

        if (part.Rows.Count == 0 && part.Dropped > 0)
        {
            session.Sql(Insert).Set("run", part.ExecutionId).Set("bot", part.Bot).Set("fence", part.Fence).Set("seq", 0)
                .Set("logged", session.Now).Set("level", (long)LogLevel.None).Set("event", 0).Set("category", "").Set("message", "")
                .Set("code", (string?)null).Set("dropped", part.Dropped)
                .Execute();
        }
    }
}
