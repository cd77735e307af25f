using System.Data.Common;
using System.Text;
using BotKit.Storage.Dialect;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotKit.Storage.Sqlite;

/// <summary>
/// A statement of the writer, without ADO.NET between: values go to SQLite as they are set. Of the 40 µs that a run costs in
/// the queue, parameters by name and boxed were the half.
/// </summary>
internal sealed class SqliteStatement : Statement
{
    private const int MaxStackText = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly SqliteRows _rows;
    private readonly string[] _names;
    private int _next;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement), _database);
        _rows = new SqliteRows(this, _statement);
        _names = new string[raw.sqlite3_bind_parameter_count(_statement)];
        for (var i = 0; i < _names.Length; i++)
        {
            _names[i] = raw.sqlite3_bind_parameter_name(_statement, i + 1).utf8_to_string()[1..];
        }
    }

    public override Statement Set(string name, long? value)
        => Check(value is { } number ? raw.sqlite3_bind_int64(_statement, Index(name), number) : Null(name));

    public override Statement Set(string name, double? value)
        => Check(value is { } number ? raw.sqlite3_bind_double(_statement, Index(name), number) : Null(name));

    public override Statement Set(string name, string? value)
    {
        if (value is null)
        {
            return Check(Null(name));
        }

        var size = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> bytes = size <= MaxStackText ? stackalloc byte[MaxStackText] : new byte[size];
        return Check(raw.sqlite3_bind_text(_statement, Index(name), bytes[..Encoding.UTF8.GetBytes(value, bytes)]));
    }

    public override Statement Set(string name, Guid? value)
    {
        if (value is not { } id)
        {
            return Check(Null(name));
        }

        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Check(raw.sqlite3_bind_blob(_statement, Index(name), bytes));
    }

    public override Statement Set(string name, byte[]? value)
        => Check(value is null ? Null(name) : raw.sqlite3_bind_blob(_statement, Index(name), value));

    public override Statement Set(string name, ReadOnlyMemory<byte> value)
        => Check(value.IsEmpty ? Null(name) : raw.sqlite3_bind_blob(_statement, Index(name), value.Span));

    public override int Execute()
    {
        int result;
        do
        {
            result = raw.sqlite3_step(_statement);
        }
        while (result == raw.SQLITE_ROW);

        var changes = raw.sqlite3_changes(_database);
        Reset();
        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }

        return changes;
    }

    public override DbDataReader Query() => _rows;

    public override Task<DbDataReader> QueryAsync(CancellationToken cancellationToken) => Task.FromResult<DbDataReader>(_rows);

    /// <summary>Goes to the next row.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        Reset();
        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }

        return false;
    }

    /// <summary>Makes it ready to be executed again; what was set stays.</summary>
    public void Reset()
    {
        _ = raw.sqlite3_reset(_statement);
        _next = 0;
    }

    protected override void Dispose(bool disposing) => _statement.Dispose();

    // Statements are nearly always set in the order of their parameters.
    private int Index(string name)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            var at = (_next + i) % _names.Length;
            if (string.Equals(_names[at], name, StringComparison.Ordinal))
            {
                _next = at + 1;
                return at + 1;
            }
        }

        throw new InvalidOperationException($"A statement has no parameter '{name}'.");
    }

    private int Null(string name) => raw.sqlite3_bind_null(_statement, Index(name));

    private SqliteStatement Check(int result)
    {
        SqliteException.ThrowExceptionForRC(result, _database);
        return this;
    }
}
