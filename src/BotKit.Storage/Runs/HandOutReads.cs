using BotKit.Ledger;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Runs;

internal static class HandOutReads
{
    private const string List = """
        select a.delivery, a.fence, n.name, a.started, a.ended, a.ending, a.attempts, a.code
        from bot_attempt a left join bot_node n on n.id = a.node where a.run_id = @id
        union all
        select q.deliveries, q.fence, n.name, q.started, null, null, 0, null
        from bot_queue q left join bot_node n on n.id = q.owner where q.id = @id and q.state = 2 and q.owner is not null
        order by 2
        """;

    public static async Task<IReadOnlyList<RunHandOut>> ListAsync(StoreConnection connection, Guid executionId, CancellationToken cancellationToken)
    {
        var handOuts = new List<RunHandOut>();
        var reader = await connection.Sql(List).Set("id", executionId).QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                handOuts.Add(new RunHandOut(
                    reader.Int(0),
                    reader.Long(1) ?? 0,
                    reader.Text(2),
                    reader.Instant(3) ?? default,
                    reader.Instant(4),
                    (HandOutEnd?)reader.Long(5),
                    reader.Int(6),
                    reader.Text(7)));
            }
        }

        return handOuts;
    }
}
