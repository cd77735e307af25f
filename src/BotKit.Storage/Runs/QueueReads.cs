using BotKit.Queue;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Runs;

internal static class QueueReads
{
    private const string Depths = """
        select bot,
         sum(case when state = 0 and due > @now then 1 else 0 end),
         sum(case when state = 1 or (state = 0 and due <= @now) then 1 else 0 end),
         sum(case when state = 2 then 1 else 0 end),
         min(case when state in (0, 1) and due <= @now then due end)
        from bot_queue group by bot order by bot
        """;

    public static async Task<IReadOnlyList<QueueDepth>> DepthsAsync(StoreConnection connection, CancellationToken cancellationToken)
    {
        var now = connection.Now;
        var depths = new List<QueueDepth>();
        var reader = await connection.Sql(Depths).Set("now", now).QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                depths.Add(new QueueDepth(
                    reader.GetString(0),
                    reader.GetInt64(1),
                    reader.GetInt64(2),
                    reader.GetInt64(3),
                    reader.Long(4) is { } due ? TimeSpan.FromMilliseconds(now - due) : null));
            }
        }

        return depths;
    }
}
