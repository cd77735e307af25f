using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Ledger;

/// <summary>Counts the bytes of a value's JSON without keeping them.</summary>
internal static class JsonLength
{
    /// <summary>Counts; the bot's own converters and properties run here, so whatever they throw only means "not known".</summary>
    public static bool TryMeasure(object value, JsonTypeInfo? json, out long bytes)
    {
        bytes = 0;
        if (json is null)
        {
            return false;
        }

        using var scratch = new Scratch();
        using var writer = new Utf8JsonWriter(scratch, new JsonWriterOptions { SkipValidation = true, MaxDepth = json.Options.MaxDepth });
        try
        {
            JsonSerializer.Serialize(writer, value, json);
            writer.Flush();
        }
#pragma warning disable CA1031 // Any exception
        catch (Exception)
        {
            writer.Reset();
            return false;
        }
#pragma warning restore CA1031

        bytes = scratch.Written;
        return true;
    }

    /// <summary>One buffer that is written over and over.</summary>
    private sealed class Scratch : IBufferWriter<byte>, IDisposable
    {
        private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4096);

        public long Written { get; private set; }

        public void Advance(int count) => Written += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (sizeHint > _buffer.Length)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = ArrayPool<byte>.Shared.Rent(sizeHint);
            }

            return _buffer;
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
    }
}
