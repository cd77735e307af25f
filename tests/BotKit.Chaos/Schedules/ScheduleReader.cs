using System.Data.Common;
using System.Globalization;
using BotKit.Chaos.Stores;

namespace BotKit.Chaos.Schedules;

/// <summary>Reads the tables with SQL of its own.</summary>
internal sealed class ScheduleReader(IChaosStore store)
{
    public async Task<ScheduleTables> ReadAsync()
    {
        await using var connection = await store.OpenAsync();
        return new ScheduleTables(
            await ListAsync(connection, "select id, anchor, next_due, watermark, created from bot_schedule", reader => new ScheduleRow(
                N(reader, 0), Number(reader, 1)!.Value, Number(reader, 2), Number(reader, 3), Number(reader, 4)!.Value)),
            await ListAsync(connection, "select schedule, due, last_due, total, state, reason, run_id, recorded from bot_occurrence", reader => new OccurrenceRow(
                N(reader, 0), Number(reader, 1)!.Value, Number(reader, 2)!.Value, (int)Number(reader, 3)!.Value, (int)Number(reader, 4)!.Value, (int?)Number(reader, 5),
                reader.IsDBNull(6) ? null : store.ReadId(reader, 6), Number(reader, 7)!.Value)),
            await ListAsync(connection, "select r.id, r.schedule, r.scheduled_for, r.due, r.status, coalesce(q.lost, r.lost, 0) from bot_run r left join bot_queue q on q.id = r.id", reader => new ScheduledRun(
                store.ReadId(reader, 0), N(reader, 1), Number(reader, 2), Number(reader, 3)!.Value, (int?)Number(reader, 4), (int)Number(reader, 5)!.Value)));
    }

    private static int N(DbDataReader reader, int column) => int.Parse(reader.GetString(column).AsSpan("tick-".Length), CultureInfo.InvariantCulture);

    private static long? Number(DbDataReader reader, int column)
        => reader.IsDBNull(column) ? null : Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture);

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
