using BotKit.Ledger;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Keeping;

internal static class AuditStatements
{
    private const string Insert = """
        insert into bot_audit (id, made, action, actor, bot, run_id, note) values (@id, @made, @action, @actor, @bot, @run, @note)
        on conflict (id) do nothing
        """;

    private const string Columns = "id, made, action, actor, bot, run_id, note";

    private const string Below = "place < coalesce((select place from bot_audit where id = @before), 0)";

    public static bool Append(StoreSession session, AuditEntry entry)
        => session.Sql(Insert).Set("id", entry.Id).Set("made", Instants.ToMilliseconds(entry.At)).Set("action", entry.Action)
            .Set("actor", entry.By).Set("bot", entry.Bot).Set("run", entry.ExecutionId).Set("note", entry.Note)
            .Execute() > 0;

    public static async Task<IReadOnlyList<AuditEntry>> ListAsync(
        StoreConnection connection, string? bot, Guid? before, int count, CancellationToken cancellationToken)
    {
        var sql = $"select {Columns} from bot_audit where 1 = 1"
            + (bot is null ? "" : " and bot = @bot")
            + (before is null ? "" : " and " + Below)
            + " order by place desc limit @count";
        var statement = connection.Sql(sql).Set("count", count);
        _ = bot is null ? statement : statement.Set("bot", bot);
        _ = before is null ? statement : statement.Set("before", before);
        var entries = new List<AuditEntry>();
        var reader = await statement.QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                entries.Add(new AuditEntry(
                    connection.Dialect.ReadId(reader, 0),
                    Instants.From(reader.GetInt64(1)),
                    reader.GetString(2),
                    reader.GetString(3),
                    reader.Text(4),
                    reader.Id(5, connection.Dialect),
                    reader.Text(6)));
            }
        }

        return entries;
    }
}
