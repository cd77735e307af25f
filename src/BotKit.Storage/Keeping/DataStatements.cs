using BotKit.Ledger;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Keeping;

internal sealed record DataWrite(string Bot, string Key, ReadOnlyMemory<byte> Content, long ExpectedVersion, TimeSpan? KeepFor);

/// <summary>What bots keep. A value that has expired is as good as deleted, whether or not it was cleaned away.</summary>
internal static class DataStatements
{
    private const string Live = "(expires is null or expires > @now)";

    private const string Find = $"select version, content, written from bot_data where bot = @bot and data_key = @key and {Live}";

    private const string Insert = """
        insert into bot_data (bot, data_key, version, written, expires, content) values (@bot, @key, 1, @now, @expires, @content)
        on conflict (bot, data_key) do update set version = 1, written = excluded.written, expires = excluded.expires, content = excluded.content
        where bot_data.expires is not null and bot_data.expires <= @now
        """;

    private const string Update = $"""
        update bot_data set version = version + 1, written = @now, expires = @expires, content = @content
        where bot = @bot and data_key = @key and version = @expected and {Live}
        """;

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
        var written = statement.Set("bot", write.Bot).Set("key", write.Key).Set("now", now)
            .Set("expires", write.KeepFor is { } keep ? now + (long)keep.TotalMilliseconds : null).Set("content", write.Content)
            .Execute();
        return written > 0 ? write.ExpectedVersion + 1 : null;
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
