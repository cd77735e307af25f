using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Runs;

/// <summary>What the queue row of a run said when it was taken away.</summary>
internal sealed record QueueRow(
    Guid Id, string Bot, int Direct, int Deliveries, int Lost, int Redeliveries, long Fence, Guid? Owner, long? Started)
{
    /// <summary>The columns, as <see cref="Read"/> takes them.</summary>
    public const string Columns = "id, bot, direct, deliveries, lost, redeliveries, fence, owner, started";

    public static QueueRow Read(System.Data.Common.DbDataReader reader, StoreDialect dialect) => new(
        dialect.ReadId(reader, 0),
        reader.GetString(1),
        reader.Int(2),
        reader.Int(3),
        reader.Int(4),
        reader.Int(5),
        reader.Long(6) ?? 0,
        reader.Id(7, dialect),
        reader.Long(8));

    public static List<QueueRow> ReadAll(Statement statement, StoreDialect dialect)
    {
        var rows = new List<QueueRow>();
        using var reader = statement.Query();
        while (reader.Read())
        {
            rows.Add(Read(reader, dialect));
        }

        return rows;
    }
}

/// <summary>Terminal writes that no node makes: of runs that were canceled while they waited, lost too often, interrupted.</summary>
internal static class RunEnding
{
    private const string EndRun = """
        update bot_run set state = 3, status = @status, started = @started, ended = @now, duration = 0, attempts = 0,
         deliveries = @deliveries, lost = @lost, redeliveries = @redeliveries, fence = @fence, node = @node, code = @code, error = @error
        where id = @id and state <> 3
        returning idem_key
        """;

    private const string StoreKey = "update bot_idem set stored = 1 where bot = @bot and idem_key = @key and run_id = @id";

    private const string FreeKey = "delete from bot_idem where bot = @bot and idem_key = @key and run_id = @id";

    /// <summary>Ends a run whose queue row was deleted in this transaction. Its fence grows, so that whoever held it comes too late.</summary>
    public static void Write(StoreSession session, QueueRow row, BotStatus status, string code, string message)
    {
        var now = session.Now;
        var error = new BotError(code, message, BotSeverity.Standard, Instants.From(now));
        string? key;
        using (var reader = session.Sql(EndRun)
            .Set("status", (long)status).Set("started", row.Started).Set("now", now)
            .Set("deliveries", row.Deliveries).Set("lost", row.Lost).Set("redeliveries", row.Redeliveries).Set("fence", row.Fence + 1)
            .Set("node", row.Owner).Set("code", code).Set("error", ErrorText.Write(error)).Set("id", row.Id).Query())
        {
            if (!reader.Read())
            {
                return;
            }

            key = reader.Text(0);
        }

        if (key is not null)
        {
            EndKey(session, row.Bot, key, row.Id, status);
        }

        session.Tallies.Add(row.Bot, Instants.MinuteOf(now), status, null);
    }

    /// <summary>Stores the end of a run under its key, or frees the key.</summary>
    public static void EndKey(StoreSession session, string bot, string key, Guid id, BotStatus status)
        => session.Sql(IsKept(status) ? StoreKey : FreeKey).Set("bot", bot).Set("key", key).Set("id", id).Execute();

    public static bool IsKept(BotStatus status)
        => status is BotStatus.Succeeded or BotStatus.Failed or BotStatus.TimedOut or BotStatus.Dead;
}
