using System.Text.Json;
using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>
/// Runs a configured query through a cursor in a read-only transaction: the server accepts one statement that only reads for
/// it, and no more rows than asked for leave it.
/// </summary>
internal sealed class PostgresQuery(PostgresSession session, TimeProvider timeProvider)
{
    public async ValueTask<DatabaseQueryResult> RunAsync(
        string database, string name, DatabaseQueryOptions query, IReadOnlyDictionary<string, JsonElement> values, CancellationToken cancellationToken)
    {
        var parsed = NamedParameters.Of(query.Sql, isSqlite: false);
        if (!parsed.IsSingleStatement || parsed.FirstWord is not ("SELECT" or "WITH" or "VALUES" or "TABLE"))
        {
            throw PostgresFault.Refused(null);
        }

        var parameters = PostgresParameters.Bind(parsed.Names, values);
        using var timeout = new CancellationTokenSource(query.Timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var rows = await ReadAsync(parsed.Sql, parameters, query.MaxRows, either.Token).ConfigureAwait(false);
            return new DatabaseQueryResult { Database = database, Query = name, Columns = rows.Columns, Rows = rows.ToList(), Truncated = rows.Truncated };
        }
        catch (OperationCanceledException failure) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw DatabaseFailure.Of(SqliteQueryFault.TimedOut.Code, SqliteQueryFault.TimedOut.Message, failure);
        }
        catch (NpgsqlException failure)
        {
            throw PostgresFault.OfQuery(failure);
        }
    }

    private async ValueTask<PostgresRows> ReadAsync(string sql, NpgsqlParameter[] parameters, int maxRows, CancellationToken cancellationToken)
    {
        var transaction = await session.Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await session.ExecuteAsync(
                """
                SELECT set_config('search_path', current_setting('botkit.search_path'), true), set_config('DateStyle', 'ISO', true),
                    set_config('bytea_output', 'hex', true), set_config('TimeZone', 'UTC', true), set_config('IntervalStyle', 'iso_8601', true)
                """,
                cancellationToken).ConfigureAwait(false);
            await DeclareAsync(sql, parameters, cancellationToken).ConfigureAwait(false);
            using var rows = new PostgresRows(maxRows);
            do
            {
                await FetchAsync(rows, cancellationToken).ConfigureAwait(false);
            }
            while (rows.WantsMore);
            return rows;
        }
    }

    private async ValueTask DeclareAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        // A batch, unlike a command, refuses to be cut into several statements.
        var batch = new NpgsqlBatch(session.Connection);
        await using (batch.ConfigureAwait(false))
        {
            var declare = new NpgsqlBatchCommand($"DECLARE botkit_rows NO SCROLL CURSOR FOR {sql}");
            declare.Parameters.AddRange(parameters);
            batch.BatchCommands.Add(declare);
            try
            {
                await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (NotSupportedException failure)
            {
                throw PostgresFault.Refused(failure);
            }
        }
    }

    private async ValueTask FetchAsync(PostgresRows rows, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("FETCH FORWARD 100 FROM botkit_rows", session.Connection) { AllResultTypesAreUnknown = true };
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await rows.AddAsync(reader, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
