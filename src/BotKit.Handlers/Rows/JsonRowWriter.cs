using System.Text.Encodings.Web;
using System.Text.Json;

namespace BotKit.Handlers.Rows;

/// <summary>Writes rows as JSON objects (UTF-8), one on each line, or an array of them; absent values are left out.</summary>
internal sealed class JsonRowWriter(Stream stream) : IDisposable
{
    private const int FlushAt = 64 * 1024;

    private readonly MemoryStream _buffer = new();
    private readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.Default };
    private Utf8JsonWriter? _json;
    private bool _isBegun;

    /// <summary>Whether the rows are an array. Default <see langword="false"/>: lines.</summary>
    public bool IsArray { get; init; }

    public void Write(IReadOnlyList<string> columns, ReadOnlySpan<string?> values)
    {
        _json ??= new Utf8JsonWriter(_buffer, _options);
        if (IsArray)
        {
            _buffer.Write(_isBegun ? ",\n"u8 : "[\n"u8);
        }

        _isBegun = true;
        _json.Reset();
        _json.WriteStartObject();
        for (var index = 0; index < values.Length; index++)
        {
            if (values[index] is { } value)
            {
                _json.WriteString(columns[index], value);
            }
        }

        _json.WriteEndObject();
        _json.Flush();
        if (!IsArray)
        {
            _buffer.WriteByte((byte)'\n');
        }

        if (_buffer.Length >= FlushAt)
        {
            Flush();
        }
    }

    public void Dispose()
    {
        if (IsArray)
        {
            _buffer.Write(_isBegun ? "\n]\n"u8 : "[]\n"u8);
        }

        Flush();
        _json?.Dispose();
        _buffer.Dispose();
    }

    private void Flush()
    {
        _buffer.WriteTo(stream);
        _buffer.SetLength(0);
    }
}
