using System.Diagnostics;
using Npgsql;

namespace BotKit.Benchmarks.Durable.Peers;

/// <summary>The limit of the machine: bare statements on one narrow table, batches of 50, nothing recorded but the row itself.</summary>
internal sealed class RawLoop : IPeer
{
    private const int Batch = 50;

    private readonly NpgsqlDataSource _source;

    private RawLoop(NpgsqlDataSource source) => _source = source;

    public string Name => "raw loop";

    public static async Task<RawLoop> CreateAsync(string connectionString)
    {
        var source = NpgsqlDataSource.Create(connectionString);
        var create = source.CreateCommand(
            """
            create table raw_job (id uuid primary key, state smallint not null, due bigint not null, input text not null, output text);
            create index raw_job_due on raw_job (due) where state = 0;
            """);
        await using (create.ConfigureAwait(false))
        {
            await create.ExecuteNonQueryAsync().ConfigureAwait(false);
        }

        return new RawLoop(source);
    }

    /// <summary>One row, one commit, one round trip each.</summary>
    public Task EnqueueAsync(int count, int producers) => Producers.RunAsync(count, producers, async i =>
    {
        var insert = _source.CreateCommand("insert into raw_job (id, state, due, input) values ($1, 0, $2, $3)");
        await using (insert.ConfigureAwait(false))
        {
            insert.Parameters.Add(new() { Value = Guid.CreateVersion7() });
            insert.Parameters.Add(new() { Value = (long)i });
            insert.Parameters.Add(new() { Value = """{"number":1}""" });
            await insert.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    });

    /// <summary>Fifty rows in one statement.</summary>
    public async Task FillAsync(int count)
    {
        for (var sent = 0; sent < count; sent += Batch)
        {
            var size = Math.Min(Batch, count - sent);
            var insert = _source.CreateCommand("insert into raw_job (id, state, due, input) select unnest($1::uuid[]), 0, 0, $2");
            await using (insert.ConfigureAwait(false))
            {
                insert.Parameters.Add(new() { Value = Enumerable.Range(0, size).Select(static _ => Guid.CreateVersion7()).ToArray() });
                insert.Parameters.Add(new() { Value = """{"number":1}""" });
                await insert.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
        }
    }

    public async Task<TimeSpan> DrainAsync(int count)
    {
        var start = Stopwatch.GetTimestamp();
        var connection = await _source.OpenConnectionAsync().ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            for (var done = 0; done < count;)
            {
                var ids = await ClaimAsync(connection).ConfigureAwait(false);
                done += ids.Length == 0 ? throw new InvalidOperationException("Fewer rows wait than were put in.") : ids.Length;
                using var complete = new NpgsqlCommand("update raw_job set state = 2, output = 'null' where id = any($1)", connection);
                complete.Parameters.Add(new() { Value = ids });
                await complete.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
        }

        return Stopwatch.GetElapsedTime(start);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static async Task<Guid[]> ClaimAsync(NpgsqlConnection connection)
    {
        using var claim = new NpgsqlCommand(
            "update raw_job set state = 1 where id in (select id from raw_job where state = 0 order by due limit 50 for update skip locked) returning id",
            connection);
        var ids = new List<Guid>(Batch);
        var reader = await claim.ExecuteReaderAsync().ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                ids.Add(reader.GetGuid(0));
            }
        }

        return [.. ids];
    }
}
