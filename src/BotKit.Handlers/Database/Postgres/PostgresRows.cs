using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>The rows of a query as JSON, up to their number and size.</summary>
internal sealed class PostgresRows : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;
    private readonly int _maxRows;
    private int _rows;

    public PostgresRows(int maxRows)
    {
        _maxRows = maxRows;
        _json = new Utf8JsonWriter(_buffer);
        _json.WriteStartArray();
    }

    public IReadOnlyList<string> Columns { get; private set; } = [];

    public bool Truncated { get; private set; }

    /// <summary>Whether the last part was not the end.</summary>
    public bool WantsMore { get; private set; }

    /// <summary>Takes one part of the result.</summary>
    public async ValueTask AddAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        WantsMore = false;
        Columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        var types = Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetPostgresType(column).InternalName).ToArray();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            WantsMore = true;
            if (Truncated)
            {
                continue;
            }

            var values = Enumerable.Range(0, types.Length).Select(column => reader.IsDBNull(column) ? null : reader.GetString(column)).ToArray();
            if (_rows == _maxRows || _json.BytesCommitted + _json.BytesPending + values.Sum(value => 32L + (value?.Length ?? 0)) > RowLimits.MaxBytes)
            {
                Truncated = true;
                continue;
            }

            Write(types, values);
            _rows++;
        }

        WantsMore &= !Truncated;
    }

    public IReadOnlyList<IReadOnlyList<JsonElement>> ToList()
        => JsonSerializer.Deserialize(_buffer.WrittenSpan, SqliteJson.Default.IReadOnlyListIReadOnlyListJsonElement)!;

    public void Dispose()
    {
        _json.WriteEndArray();
        _json.Dispose();
    }

    private void Write(string[] types, string?[] values)
    {
        _json.WriteStartArray();
        for (var column = 0; column < types.Length; column++)
        {
            WriteValue(types[column], values[column]);
        }

        _json.WriteEndArray();
    }

    private void WriteValue(string type, string? value)
    {
        switch (type)
        {
            case var _ when value is null:
                _json.WriteNullValue();
                break;
            case "int2" or "int4" or "int8" or "oid" or "numeric" or "float4" or "float8":
                WriteNumber(value);
                break;
            case "bool":
                _json.WriteBooleanValue(value == "t");
                break;
            case "bytea":
                _json.WriteBase64StringValue(Convert.FromHexString(value.AsSpan(2)));
                break;
            default:
                _json.WriteStringValue(value);
                break;
        }
    }

    // Digits as the server wrote them: a numeric may have more than a double holds. JSON has no NaN and no infinity.
    private void WriteNumber(string value)
    {
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && char.IsAsciiDigit(value[^1]))
        {
            _json.WriteRawValue(value);
        }
        else
        {
            _json.WriteNullValue();
        }
    }
}
