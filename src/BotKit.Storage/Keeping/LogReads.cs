using System.Data.Common;
using System.Text;
using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace BotKit.Storage.Keeping;

internal static class LogReads
{
    private const string Columns = "place, run_id, bot, fence, seq, logged, level, event_id, category, message, code, dropped";

    private const string ReadRun = $"select {Columns} from bot_log where run_id = @run order by fence, place";

    public static async Task<IReadOnlyList<RunLogPart>> ReadAsync(StoreConnection connection, Guid executionId, CancellationToken cancellationToken)
    {
        var parts = new List<RunLogPart>();
        var rows = new List<RunLogRow>();
        (string Bot, long Fence)? open = null;
        var reader = await connection.Sql(ReadRun).Set("run", executionId).QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var fence = reader.GetInt64(3);
                if (open is { } part && part.Fence != fence)
                {
                    Close(part, 0);
                }

                open = (reader.GetString(2), fence);
                if (reader.GetInt64(4) > 0)
                {
                    rows.Add(Row(reader));
                }

                if (reader.Long(11) is { } dropped)
                {
                    Close(open.Value, (int)dropped);
                }
            }
        }

        if (open is { } last)
        {
            Close(last, 0);
        }

        return parts;

        void Close((string Bot, long Fence) part, int dropped)
        {
            parts.Add(new RunLogPart(executionId, part.Bot, part.Fence, [.. rows], dropped));
            rows.Clear();
            open = null;
        }
    }

    public static Task<IReadOnlyList<RunLogEntry>> ListAsync(StoreConnection connection, RunLogQuery query, CancellationToken cancellationToken)
        => LimitedRead.RunAsync(connection, token => ListCoreAsync(connection, query, token), cancellationToken);

    // Runs come newest first, and so do the lines of each: what the database numbers in order.
    private static async Task<IReadOnlyList<RunLogEntry>> ListCoreAsync(StoreConnection connection, RunLogQuery query, CancellationToken cancellationToken)
    {
        var statement = connection.Sql(Text(query, connection.Dialect)).Set("count", query.Count);
        _ = query.Bot is null ? statement : statement.Set("bot", query.Bot);
        _ = query.Level <= LogLevel.Trace ? statement : statement.Set("level", (long)query.Level);
        _ = query.Since is null ? statement : statement.Set("since", Instants.ToMilliseconds(query.Since));
        _ = query.Text is null ? statement : statement.Set("text", query.Text);
        _ = query.Before is null ? statement : statement.Set("before", query.Before);
        var entries = new List<RunLogEntry>();
        var reader = await statement.QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                entries.Add(new RunLogEntry(reader.GetInt64(0), connection.Dialect.ReadId(reader, 1), reader.GetString(2), Row(reader)));
            }
        }

        return entries;
    }

    private static string Text(RunLogQuery query, StoreDialect dialect)
        => new StringBuilder($"select {Columns} from bot_log where seq > 0")
            .Append(query.Bot is null ? "" : " and bot = @bot")
            .Append(query.Level <= LogLevel.Trace ? "" : " and level >= @level")
            .Append(query.Since is null ? "" : " and logged >= @since")
            .Append(query.Text is null ? "" : " and " + dialect.Holds("message", "@text"))
            .Append(query.Before is null ? "" : " and place < @before")
            .Append(" order by place desc limit @count")
            .ToString();

    private static RunLogRow Row(DbDataReader reader) => new()
    {
        Sequence = reader.Int(4),
        At = Instants.From(reader.GetInt64(5)),
        Level = (LogLevel)reader.GetInt64(6),
        EventId = reader.Int(7),
        Category = reader.GetString(8),
        Message = reader.GetString(9),
        Code = reader.Text(10),
    };
}
