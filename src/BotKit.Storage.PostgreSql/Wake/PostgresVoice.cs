using BotKit.Storage.PostgreSql.Connections;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Wake;

/// <summary>
/// Calls other processes after a commit, but only when one of them is idle. Being idle is a shared advisory lock on the session
/// of this voice: it writes nothing, ends with the session, and does not count for oneself. An idle worker takes the lock and
/// claims once more; whoever submits looks at the lock after the commit; so one of the two sees the other.
/// </summary>
internal sealed class PostgresVoice(PostgresConnections connections) : IAsyncDisposable
{
    public const string Channel = "botkit_work";

    // Any number that others are unlikely to use, and the schema's, since several ledgers may share a database.
    private const string Key = "1651469675, hashtext(current_schema())";

    private const string Call = $"select pg_notify('{Channel}', '') where not pg_try_advisory_xact_lock({Key})";
    private const string Sleep = $"select pg_advisory_lock_shared({Key})";
    private const string Awake = $"select pg_advisory_unlock_shared({Key})";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private NpgsqlConnection? _connection;
    private volatile bool _isIdle;
    private int _calls;
    private bool _isDisposed;

    /// <summary>Calls, without being waited for; calls that come meanwhile share the next one.</summary>
    public void NotifyOthers()
    {
        if (Interlocked.Increment(ref _calls) == 1)
        {
            _ = Task.Run(CallAsync);
        }
    }

    /// <summary>Says that this process is idle.</summary>
    /// <returns>Whether it was not before: whoever is about to sleep claims once more.</returns>
    public async ValueTask<bool> SleepAsync(CancellationToken cancellationToken)
    {
        if (_isIdle)
        {
            return false;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isIdle || _isDisposed)
            {
                return false;
            }

            await ExecuteAsync(Sleep).ConfigureAwait(false);
            _isIdle = true;
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or TimeoutException)
        {
            // Nobody will call this process; it polls.
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Says that this process has all hands full.</summary>
    public void Wake()
    {
        if (_isIdle)
        {
            _isIdle = false;
            _ = Task.Run(WakeAsync);
        }
    }

    /// <summary>The server was lost, and being idle with it: the next to sleep says so anew.</summary>
    public void Forget() => _isIdle = false;

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        _isDisposed = true;
        await DropAsync().ConfigureAwait(false);
        _gate.Release();
    }

    private async Task CallAsync()
    {
        int calls;
        do
        {
            calls = Volatile.Read(ref _calls);
            await TryAsync(Call).ConfigureAwait(false);

            // The first is called at once; under a stream of commits each call would cost the server more than it brings.
            await Task.Delay(Pace, _clock).ConfigureAwait(false);
        }
        while (Interlocked.CompareExchange(ref _calls, 0, calls) != calls);
    }

    private Task WakeAsync() => TryAsync(Awake);

    private async Task TryAsync(string sql)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!_isDisposed)
            {
                await ExecuteAsync(sql).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or TimeoutException)
        {
            // Whoever sleeps looks by itself within a second.
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        try
        {
            if (_connection is null)
            {
                _isIdle = false;
                _connection = connections.CreateApart();
                await _connection.OpenAsync().ConfigureAwait(false);
            }

            using var command = new NpgsqlCommand(sql, _connection);
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
        catch
        {
            await DropAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task DropAsync()
    {
        _isIdle = false;
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
