using System.Collections;
using System.Data.Common;
using SQLitePCL;

namespace BotKit.Storage.Sqlite;

/// <summary>The rows of a <see cref="SqliteStatement"/>, as far as the store reads them. Closing it makes the statement ready again.</summary>
internal sealed class SqliteRows(SqliteStatement owner, sqlite3_stmt statement) : DbDataReader
{
    public override int FieldCount => raw.sqlite3_column_count(statement);

    public override int Depth => 0;

    public override bool HasRows => throw new NotSupportedException();

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => throw new NotSupportedException();

    public override bool Read() => owner.Step();

    public override bool NextResult() => false;

    public override bool IsDBNull(int ordinal) => raw.sqlite3_column_type(statement, ordinal) == raw.SQLITE_NULL;

    public override long GetInt64(int ordinal) => raw.sqlite3_column_int64(statement, ordinal);

    public override int GetInt32(int ordinal) => raw.sqlite3_column_int(statement, ordinal);

    public override double GetDouble(int ordinal) => raw.sqlite3_column_double(statement, ordinal);

    public override string GetString(int ordinal) => raw.sqlite3_column_text(statement, ordinal).utf8_to_string();

    public override T GetFieldValue<T>(int ordinal)
        => typeof(T) == typeof(byte[]) ? (T)(object)raw.sqlite3_column_blob(statement, ordinal).ToArray() : (T)GetValue(ordinal);

    public override object GetValue(int ordinal)
    {
        var type = raw.sqlite3_column_type(statement, ordinal);
        return type == raw.SQLITE_INTEGER ? GetInt64(ordinal)
            : type == raw.SQLITE_FLOAT ? GetDouble(ordinal)
            : type == raw.SQLITE_TEXT ? GetString(ordinal)
            : type == raw.SQLITE_BLOB ? raw.sqlite3_column_blob(statement, ordinal).ToArray()
            : DBNull.Value;
    }

    // Not closed for good, and this is all that its disposal does: the next query uses it again.
    public override void Close() => owner.Reset();

    public override bool GetBoolean(int ordinal) => GetInt64(ordinal) != 0;

    public override byte GetByte(int ordinal) => (byte)GetInt64(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override char GetChar(int ordinal) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override string GetDataTypeName(int ordinal) => throw new NotSupportedException();

    public override DateTime GetDateTime(int ordinal) => throw new NotSupportedException();

    public override decimal GetDecimal(int ordinal) => throw new NotSupportedException();

    public override IEnumerator GetEnumerator() => throw new NotSupportedException();

    public override Type GetFieldType(int ordinal) => throw new NotSupportedException();

    public override float GetFloat(int ordinal) => (float)GetDouble(ordinal);

    public override Guid GetGuid(int ordinal) => new(raw.sqlite3_column_blob(statement, ordinal), bigEndian: true);

    public override short GetInt16(int ordinal) => (short)GetInt64(ordinal);

    public override string GetName(int ordinal) => raw.sqlite3_column_name(statement, ordinal).utf8_to_string();

    public override int GetOrdinal(string name) => throw new NotSupportedException();

    public override int GetValues(object[] values) => throw new NotSupportedException();
}
