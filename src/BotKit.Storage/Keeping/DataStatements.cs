using BotKit.Ledger;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Keeping;

/// <param name="Id">Unique: a write that is repeated because the answer to its commit was lost finds itself.</param>
/// <param name="Bot">The bot's name.</param>
/// <param name="Key">The key.</param>
/// <param name="Content">The value.</param>
/// <param name="ExpectedVersion">The version it replaces; 0 for none.</param>
/// <param name="KeepFor">How long it is kept.</param>
internal sealed record DataWrite(Guid Id, string Bot, string Key, ReadOnlyMemory<byte> Content, long ExpectedVersion, TimeSpan? KeepFor);

/// <summary>What bots keep. A value that has expired is as good as deleted, whether or not it was cleaned away.</summary>
internal static class DataStatements
{
    private const string Live = "(expires is null or expires > @now)";

    private const string Find = $"select version, content, written from bot_data where bot = @bot and data_key = @key and {Live}";

    private const string Insert = """
        insert into bot_data (bot, data_key, version, written, expires, content, write_id)
        values (@bot, @key, 1, @now, @expires, @content, @write)
        on conflict (bot, data_key) do update set version = 1, written = excluded.written, expires = excluded.expires, content = excluded.content,
         write_id = excluded.write_id
        where bot_data.expires is not null and bot_data.expires <= @now
        """;

    private const string Update = $"""
        update bot_data set version = version + 1, written = @now, expires = @expires, content = @content, write_id = @write
        where bot = @bot and data_key = @key and version = @expected and {Live}
        """;

    private const string FindWrite = "select 1 from bot_data where bot = @bot and data_key = @key and write_id = @write";

    private const string DeleteOne = $"delete from bot_data where bot = @bot and data_key = @key and {Live}";

    // Compared by code units in both databases: {ordinal} is the collation that does so.
    private const string List = $$"""
        select data_key from bot_data where bot = @bot and data_key {ordinal} >= @prefix and data_key {ordinal} > @after
         and substr(data_key, 1, length(@prefix)) = @prefix and (expires is null or expires > @now)
        order by data_key {ordinal} limit @count
        """;

    public static long? Write(StoreSession session, DataWrite write)
    {
        var now = session.Now;
        var statement = write.ExpectedVersion == 0 ? session.Sql(Insert) : session.Sql(Update).Set("expected", write.ExpectedVersion);
        var isWritten = statement.Set("bot", write.Bot).Set("key", write.Key).Set("now", now)
            .Set("expires", write.KeepFor is { } keep ? now + (long)keep.TotalMilliseconds : null).Set("content", write.Content)
            .Set("write", write.Id).Execute() > 0
            || session.Sql(FindWrite).Set("bot", write.Bot).Set("key", write.Key).Set("write", write.Id).Any();
        return isWritten ? write.ExpectedVersion + 1 : null;
    }

    public static bool Delete(StoreSession session, (string Bot, string Key) key)
        => session.Sql(DeleteOne).Set("bot", key.Bot).Set("key", key.Key).Set("now", session.Now).Execute() > 0;

    public static async Task<KeptValue?> FindAsync(StoreConnection connection, string bot, string key, CancellationToken cancellationToken)
    {
        var reader = await connection.Sql(Find).Set("bot", bot).Set("key", key).Set("now", connection.Now).QueryAsync(cancellationToken)
            .ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                ? new KeptValue(reader.GetInt64(0), reader.Bytes(1), Instants.From(reader.GetInt64(2)))
                : null;
        }
    }

    public static async Task<IReadOnlyList<string>> ListKeysAsync(
        StoreConnection connection, string bot, string prefix, string? after, int count, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        var reader = await connection.Sql(List).Set("bot", bot).Set("prefix", prefix).Set("after", after ?? "")
            .Set("now", connection.Now).Set("count", count).QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                keys.Add(reader.GetString(0));
            }
        }

        return keys;
    }
}
