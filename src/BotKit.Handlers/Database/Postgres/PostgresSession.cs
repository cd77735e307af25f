using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace BotKit.Handlers.Database;

/// <summary>
/// One connection on which names mean the server's own functions and operators, whatever schemas the database has, and on
/// which no statement waits long for a lock.
/// </summary>
internal sealed class PostgresSession : IAsyncDisposable
{
    private readonly IAsyncDisposable? _owned;

    private readonly bool _readOnly;

    private PostgresSession(NpgsqlConnection connection, bool readOnly, IAsyncDisposable? owned)
    {
        Connection = connection;
        _readOnly = readOnly;
        _owned = owned;
    }

    public NpgsqlConnection Connection { get; }

    public static async ValueTask<PostgresSession> OpenAsync(
        NpgsqlDataSource source, bool readOnly, CancellationToken cancellationToken, IAsyncDisposable? owned = null)
    {
        var session = new PostgresSession(await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), readOnly, owned);
        try
        {
            await session.PrepareAsync(cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.Connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes another connection where the driver has given this one up, as it does when the server reports damage.</summary>
    public async ValueTask ReopenAsync(CancellationToken cancellationToken)
    {
        if (Connection.State != ConnectionState.Open)
        {
            await Connection.CloseAsync().ConfigureAwait(false);
            await Connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Goes back to the schemas that the database has configured, for SQL that is not ours, until the transaction's end.</summary>
    public Task UseOwnSchemasAsync(CancellationToken cancellationToken)
        => ExecuteAsync("SELECT set_config('search_path', current_setting('botkit.search_path'), true)", cancellationToken);

    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        var command = Command(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<T?> ReadAsync<T>(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        var command = Command(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is T value ? value : default;
        }
    }

    public async Task<List<T>> ListAsync<T>(string sql, Func<IDataRecord, T> read, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        var command = Command(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = new List<T>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }

                return rows;
            }
        }
    }

    /// <summary>A value for <c>$1</c> and so on, whose type the server infers.</summary>
    public static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown };

    public static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    public static NpgsqlParameter Oid(uint value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Oid };

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync().ConfigureAwait(false);
        if (_owned is not null)
        {
            await _owned.DisposeAsync().ConfigureAwait(false);
        }
    }

    // The pool resets these when the connection goes back.
    private Task<int> PrepareAsync(CancellationToken cancellationToken)
        => ExecuteAsync(
            $"""
            SELECT set_config('botkit.search_path', current_setting('search_path'), false), set_config('search_path', 'pg_catalog', false),
                set_config('default_transaction_read_only', '{(_readOnly ? "on" : "off")}', false), set_config('lock_timeout', '5s', false),
                set_config('statement_timeout', '0', false), set_config('idle_in_transaction_session_timeout', '0', false)
            """,
            cancellationToken);

#pragma warning disable CA2100 // No text of an input is in any of our statements
    private NpgsqlCommand Command(string sql, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, Connection);
        command.Parameters.AddRange(parameters);
        return command;
    }
#pragma warning restore CA2100
}
