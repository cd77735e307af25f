using Npgsql;

namespace BotKit.Storage.PostgreSql.Hot;

/// <summary>
/// Statements that go to the server together, in one round trip. As long as nothing was sent before, the commit goes with them
/// too: what is sent at once is one transaction.
/// </summary>
internal sealed class RoundTrip(NpgsqlConnection connection) : IDisposable
{
    private readonly List<Action<NpgsqlDataReader>> _readers = [];
    private NpgsqlBatch? _batch;

    /// <summary>The state code with which the server refused what was sent last; <see langword="null"/> when it did not.</summary>
    public string? LastError { get; private set; }

    /// <summary>Whether a transaction is open on the server.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Adds a statement that returns rows.</summary>
    /// <param name="sql">Its text, with positional parameters.</param>
    /// <param name="read">Reads its rows, when it is sent.</param>
    /// <param name="parameters">Its parameters.</param>
    public void Add(string sql, Action<NpgsqlDataReader> read, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        if (_batch is null)
        {
            _batch = new NpgsqlBatch(connection);
            _readers.Clear();
        }

        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        _batch.BatchCommands.Add(command);
        _readers.Add(read);
    }

    /// <summary>Sends what was added and leaves the transaction open.</summary>
    public void Flush()
    {
        if (!IsOpen)
        {
            _batch ??= new NpgsqlBatch(connection);
            _batch.BatchCommands.Insert(0, new NpgsqlBatchCommand("begin"));
            IsOpen = true;
        }

        Send();
    }

    /// <summary>Sends what was added and commits.</summary>
    public void Commit()
    {
        if (IsOpen)
        {
            _batch ??= new NpgsqlBatch(connection);
            _batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
            IsOpen = false;
        }

        Send();
    }

    /// <summary>Forgets what was added, and undoes what was sent.</summary>
    public void Rollback()
    {
        Forget();
        if (IsOpen || connection.FullState.HasFlag(System.Data.ConnectionState.Open))
        {
            IsOpen = false;
            using var command = new NpgsqlCommand("rollback", connection);
            command.ExecuteNonQuery();
        }
    }

    public void Dispose() => Forget();

    private void Send()
    {
        if (_batch is not { } batch)
        {
            return;
        }

        LastError = null;
        try
        {
            using var reader = batch.ExecuteReader();
            for (var i = 0; i < _readers.Count; i++)
            {
                if (i > 0)
                {
                    reader.NextResult();
                }

                _readers[i](reader);
            }

            while (reader.NextResult())
            {
                // To the end: an error of the commit comes last.
            }
        }
        catch (PostgresException exception)
        {
            LastError = exception.SqlState;
            throw;
        }
        finally
        {
            Forget();
        }
    }

    private void Forget()
    {
        _batch?.Dispose();
        _batch = null;
        _readers.Clear();
    }
}
