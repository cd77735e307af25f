using System.Data.Common;
using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.PostgreSql.Hot;
using BotKit.Storage.Rows;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Session;

/// <summary>Submits a run in a transaction of somebody else, whose search path it does not touch.</summary>
internal static class GuestEnqueue
{
    private const int MaxRounds = 5;

    private const string Count = """
        select count(*), current_setting('synchronous_commit')
        from (select from bot_queue q where q.bot = $1 and q.state in (0, 1) limit $2) x
        """;

    // Until the end of the transaction, which the caller's commit shall not acknowledge before it is on the disk.
    private const string MakeDurable = "set local synchronous_commit = on";

    public static async ValueTask<EnqueueResult> EnqueueAsync(
        RunSubmission run, DbTransaction transaction, string database, string schema, long? now, CancellationToken cancellationToken)
    {
        if (transaction is not NpgsqlTransaction { Connection: { } connection })
        {
            throw new NotSupportedException("The transaction is not an open one of a PostgreSQL database.");
        }

        if (!string.Equals(connection.Database, database, StringComparison.Ordinal))
        {
            throw new NotSupportedException("The transaction belongs to another database than BotKit's store.");
        }

        try
        {
            var (isFull, isAsynchronous) = await LookAsync(connection, run, schema, cancellationToken).ConfigureAwait(false);
            if (isFull)
            {
                return await FindAsync(connection, run, schema, now, cancellationToken).ConfigureAwait(false);
            }

            if (isAsynchronous)
            {
                await MakeDurableAsync(connection, cancellationToken).ConfigureAwait(false);
            }

            for (var round = 0; round < MaxRounds; round++)
            {
                if (await TryAsync(connection, run, schema, now, cancellationToken).ConfigureAwait(false) is { } result)
                {
                    return result;
                }
            }
        }
        catch (NpgsqlException exception)
        {
            throw new BotStoreException("The run could not be added to the transaction.", exception);
        }

        throw new BotStoreException("An idempotency key changes too often.");
    }

    private static async Task<EnqueueResult?> TryAsync(
        NpgsqlConnection connection, RunSubmission run, string schema, long? now, CancellationToken cancellationToken)
    {
        var isOfSchedule = run.Origin?.Schedule is not null;
#pragma warning disable CA2100 // A constant but for the schema's name, which is checked.
        var command = new NpgsqlCommand(Qualify(isOfSchedule ? EnqueueSql.KeyedOfSchedules : EnqueueSql.Keyed, schema), connection);
#pragma warning restore CA2100
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddRange(EnqueueRows.Parameters([run], now, isOfSchedule));
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return reader.GetBoolean(1) ? new(EnqueueOutcome.Accepted, run.ExecutionId)
                    : reader.IsDBNull(2) ? null
                    : PostgresSession.Holding(run, reader.GetGuid(2), reader.Bytes(3));
            }
        }
    }

    private static async Task<(bool IsFull, bool IsAsynchronous)> LookAsync(
        NpgsqlConnection connection, RunSubmission run, string schema, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // As above.
        var command = new NpgsqlCommand(Qualify(Count, schema), connection);
#pragma warning restore CA2100
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(Arrays.Text(run.Bot));
            command.Parameters.Add(Arrays.Number(run.MaxQueued));
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return (reader.GetInt64(0) >= run.MaxQueued, reader.GetString(1) is "off");
            }
        }
    }

    // There is no room for a new run, but perhaps this one is not new.
    private static async Task<EnqueueResult> FindAsync(
        NpgsqlConnection connection, RunSubmission run, string schema, long? now, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // As above.
        var command = new NpgsqlCommand(Qualify(EnqueueSql.FindSubmitted, schema), connection);
#pragma warning restore CA2100
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddRange(EnqueueRows.Known([run], now));
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return PostgresSession.Known(run, reader);
            }
        }
    }

    private static async Task MakeDurableAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(MakeDurable, connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Qualify(string sql, string schema)
        => sql.Replace("bot_run ", schema + ".bot_run ", StringComparison.Ordinal)
            .Replace("bot_queue ", schema + ".bot_queue ", StringComparison.Ordinal)
            .Replace("bot_idem ", schema + ".bot_idem ", StringComparison.Ordinal);
}
