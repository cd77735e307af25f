using BotKit.Notifications;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Keeping;

internal static class AlertStatements
{
    private const string Columns = "id, bot, code, severity, message, run_id, first_at, last_at, total, suppressed";

    private const string Upsert = $"""
        insert into bot_alert ({Columns}) values (@id, @bot, @code, @severity, @message, @run, @first, @last, @total, @suppressed)
        on conflict (id) do update set bot = excluded.bot, code = excluded.code, severity = excluded.severity, message = excluded.message,
         run_id = excluded.run_id, first_at = excluded.first_at, last_at = excluded.last_at, total = excluded.total, suppressed = excluded.suppressed
        """;

    private const string List = $"select {Columns} from bot_alert order by id desc limit @count";

    public static bool Save(StoreSession session, BotAlert alert)
        => session.Sql(Upsert).Set("id", alert.Id).Set("bot", alert.Bot).Set("code", alert.Code).Set("severity", (long)alert.Severity)
            .Set("message", alert.Message).Set("run", alert.ExecutionId).Set("first", Instants.ToMilliseconds(alert.FirstAt))
            .Set("last", Instants.ToMilliseconds(alert.LastAt)).Set("total", alert.Count).Set("suppressed", alert.SuppressedBefore)
            .Execute() > 0;

    public static async Task<IReadOnlyList<BotAlert>> ListAsync(StoreConnection connection, int count, CancellationToken cancellationToken)
    {
        var alerts = new List<BotAlert>();
        var reader = await connection.Sql(List).Set("count", count).QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                alerts.Add(new BotAlert(
                    connection.Dialect.ReadId(reader, 0),
                    reader.GetString(1),
                    reader.GetString(2),
                    (BotSeverity)reader.GetInt64(3),
                    reader.GetString(4),
                    reader.Id(5, connection.Dialect),
                    Instants.From(reader.GetInt64(6)),
                    Instants.From(reader.GetInt64(7)),
                    reader.Int(8),
                    reader.Int(9)));
            }
        }

        return alerts;
    }
}
