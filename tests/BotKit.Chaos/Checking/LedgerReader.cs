using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using BotKit.Chaos.Stores;

namespace BotKit.Chaos.Checking;

/// <summary>Reads the tables with SQL of its own.</summary>
internal sealed class LedgerReader(IChaosStore store)
{
    private const string Columns = "id, bot, idem_key, input, state, status, coalesce(lost, 0), coalesce(redeliveries, 0), coalesce(deliveries, 0), coalesce(fence, 0), code, output";

    public async Task<LedgerTables> ReadAsync()
    {
        await using var connection = await store.OpenAsync();
        var live = await ListAsync(connection, $"select {Columns}, null from bot_run", Run);
        var gone = await ListAsync(connection, $"select {Columns}, at - ended from chaos_gone", Run);
        return new LedgerTables(
            [.. live, .. gone],
            await ListAsync(
                connection,
                "select run, bot, old_state, new_state, old_fence, new_fence, old_owner, new_owner, old_due, lost, at from chaos_move order by place",
                reader => new LedgerMove(
                    store.ReadId(reader, 0), reader.GetString(1), (int?)Number(reader, 2), (int?)Number(reader, 3), Number(reader, 4), Number(reader, 5), Id(reader, 6), Id(reader, 7), Number(reader, 8), (int)Number(reader, 9)!.Value, Number(reader, 10)!.Value)),
            await ListAsync(
                connection,
                "select run, bot, old_state, status, fence, at from chaos_end order by place",
                reader => new LedgerEnd(store.ReadId(reader, 0), reader.GetString(1), (int)Number(reader, 2)!.Value, (int)Number(reader, 3)!.Value, Number(reader, 4)!.Value, Number(reader, 5)!.Value)),
            await ListAsync(connection, "select id, name, state from chaos_node where place in (select max(place) from chaos_node group by id) order by place", reader => new LedgerNode(store.ReadId(reader, 0), reader.GetString(1), (int)Number(reader, 2)!.Value)),
            [.. (await ListAsync(connection, "select bot, sum(c0), sum(c1), sum(c2), sum(c3), sum(c4), sum(c5), sum(c6) from bot_rollup group by bot", Counts)).SelectMany(each => each)]);
    }

    private LedgerRun Run(DbDataReader reader)
        => new(
            store.ReadId(reader, 0),
            reader.GetString(1),
            reader.IsDBNull(2) ? null : reader.GetString(2),
            (int)(Member(reader, 3, "n") ?? -1),
            (int)Number(reader, 4)!.Value,
            (int?)Number(reader, 5),
            (int)Number(reader, 6)!.Value,
            (int)Number(reader, 7)!.Value,
            (int)Number(reader, 8)!.Value,
            Number(reader, 9)!.Value,
            reader.IsDBNull(10) ? null : reader.GetString(10),
            Member(reader, 11, "fence"))
        {
            DeletedAfter = Number(reader, 12),
        };

    private static IEnumerable<LedgerCount> Counts(DbDataReader reader)
    {
        var bot = reader.GetString(0);
        return [.. Enumerable.Range(0, 7).Select(status => new LedgerCount(bot, status, Number(reader, status + 1)!.Value))];
    }

    private Guid? Id(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : store.ReadId(reader, column);

    private static long? Number(DbDataReader reader, int column)
        => reader.IsDBNull(column) ? null : Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture);

    private static long? Member(DbDataReader reader, int column, string name)
    {
        if (reader.IsDBNull(column) || reader.GetValue(column) is not byte[] { Length: > 0 } bytes)
        {
            return null;
        }

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(bytes));
        return json.RootElement.ValueKind == JsonValueKind.Object
            && json.RootElement.EnumerateObject().FirstOrDefault(each => each.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Value.ValueKind: JsonValueKind.Number } found
                ? found.Value.GetInt64()
                : null;
    }

    private static async Task<List<T>> ListAsync<T>(DbConnection connection, string sql, Func<DbDataReader, T> read)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<T>();
        while (await reader.ReadAsync())
        {
            list.Add(read(reader));
        }

        return list;
    }
}
