using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>A table of a SQLite file. All names come from the live catalogue.</summary>
internal sealed class SqliteCleanUpTable : ICleanUpTable
{
    private const int CommitWait = 10;

    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan BusyLimit = TimeSpan.FromSeconds(30);

    private readonly SqliteSession _session;
    private readonly CleanUpRule _rule;
    private readonly TimeProvider _timeProvider;
    private readonly CancellationToken _cancellationToken;
    private readonly string _table;
    private readonly string[] _key;
    private readonly string _condition;
    private object[]? _last;

    private SqliteCleanUpTable(
        SqliteSession session, CleanUpRule rule, string name, string[] key, string column, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        _session = session;
        _rule = rule;
        _timeProvider = timeProvider;
        _cancellationToken = cancellationToken;
        Name = name;
        _table = SqliteStatements.Quote(name);
        _key = key;
        // What is not what the rule says is kept: an integer is no date, and neither is a time of day.
        _condition = rule.Options.Format == CleanUpFormats.Date
            ? $"typeof({column}) = 'text' AND {column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*' AND julianday({column}) < julianday($before)"
            : $"typeof({column}) IN ('integer', 'real') AND {column} < $before";
    }

    public string Name { get; }

    public static SqliteCleanUpTable Open(DatabaseEntry entry, CleanUpRule rule, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var session = SqliteSession.OpenReadWrite(entry.Path, cancellationToken);
        try
        {
            var (name, key, column) = SqliteCleanUpNames.Find(session.Connection, rule);
            return new SqliteCleanUpTable(session, rule, name, key, column, timeProvider, cancellationToken);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public async ValueTask<CleanUpPart> NextAsync(int size, bool remove, CancellationToken cancellationToken)
    {
        try
        {
            var last = ReadEnd(size);
            var range = RangeTo(last);
            var matched = (long)Command($"SELECT count(*) FROM {_table} WHERE {range}{_condition}", last).ExecuteScalar()!;
            var (removed, held) = remove && matched > 0 ? await RemoveAsync(range, last, cancellationToken).ConfigureAwait(false) : (0, TimeSpan.Zero);
            _last = last;
            return new CleanUpPart(matched, removed, last is null, held, last is null ? 1 : null);
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == raw.SQLITE_INTERRUPT && !_cancellationToken.IsCancellationRequested)
        {
            throw new CleanUpTooLongException(failure);
        }
    }

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return ValueTask.CompletedTask;
    }

    // Where others write all the time the gaps are short; SQLite's own waiting sleeps through them. Nor does a commit wait long
    // for readers, because it keeps all others out meanwhile.
    private async ValueTask<(long Removed, TimeSpan Held)> RemoveAsync(string range, object[]? last, CancellationToken cancellationToken)
    {
        var longest = TimeSpan.Zero;
        for (var begun = _timeProvider.GetTimestamp(); ;)
        {
            var started = _timeProvider.GetTimestamp();
            var isOpen = TryExecute("BEGIN IMMEDIATE", wait: 0);
            if (isOpen && TryRemove(range, last) is { } removed)
            {
                return (removed, Max(longest, _timeProvider.GetElapsedTime(started)));
            }

            longest = isOpen ? Max(longest, _timeProvider.GetElapsedTime(started)) : longest;
            if (_timeProvider.GetElapsedTime(begun) > BusyLimit)
            {
                throw new SqliteException("The file is locked.", raw.SQLITE_BUSY);
            }

            await Task.Delay(isOpen ? CleanUpWalk.Limit : BusyPause, _timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private long? TryRemove(string range, object[]? last)
    {
        var isCommitted = false;
        try
        {
            long removed;
            using (_session.InterruptAfter(CleanUpWalk.Limit, _timeProvider))
            {
                removed = Command($"DELETE FROM {_table} WHERE {range}{_condition}", last).ExecuteNonQuery();
            }

            isCommitted = TryExecute("COMMIT", CommitWait);
            return isCommitted ? removed : null;
        }
        finally
        {
            if (!isCommitted)
            {
                _ = raw.sqlite3_exec(_session.Handle, "ROLLBACK");
            }
        }
    }

    /// <returns>Whether it was done; not when somebody else holds a lock for longer than the wait in milliseconds.</returns>
    private bool TryExecute(string sql, int wait)
    {
        _ = raw.sqlite3_busy_timeout(_session.Handle, wait);
        var result = raw.sqlite3_exec(_session.Handle, sql);
        _ = raw.sqlite3_busy_timeout(_session.Handle, SqliteSession.LockWait);
        return (result & 0xff) switch
        {
            raw.SQLITE_OK => true,
            raw.SQLITE_BUSY => false,
            var code => throw new SqliteException("SQLite refused it.", code),
        };
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    // The key of the last of the next rows; null when the table ends before.
    private object[]? ReadEnd(int size)
    {
        var keys = string.Join(", ", _key);
        var command = Command($"SELECT {keys} FROM {_table}{(_last is null ? "" : " WHERE " + Compare(">", "a"))} ORDER BY {keys} LIMIT 1 OFFSET $offset", null);
        command.Parameters.AddWithValue("$offset", size - 1);
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        var values = new object[_key.Length];
        reader.GetValues(values);
        return values;
    }

    private string RangeTo(object[]? last)
        => (_last is null ? "" : Compare(">", "a") + " AND ") + (last is null ? "" : Compare("<=", "b") + " AND ");

    private string Compare(string comparison, string prefix)
        => $"({string.Join(", ", _key)}) {comparison} ({string.Join(", ", _key.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"${prefix}{index}")))})";

#pragma warning disable CA2100 // Names from the catalogue, quoted; values are parameters
    private SqliteCommand Command(string sql, object[]? last)
    {
        var command = _session.Connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$before", _rule.Options.Format == CleanUpFormats.Date ? _rule.BeforeText : _rule.BeforeNumber);
        Bind("a", _last);
        Bind("b", last);
        return command;

        void Bind(string prefix, object[]? values)
        {
            for (var index = 0; index < values?.Length; index++)
            {
                command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${prefix}{index}"), values[index]);
            }
        }
    }
#pragma warning restore CA2100
}
