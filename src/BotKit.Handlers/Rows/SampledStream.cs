namespace BotKit.Handlers.Rows;

/// <summary>A stream whose first bytes were read already, from its beginning, without its byte-order mark.</summary>
internal sealed class SampledStream(ReadOnlyMemory<byte> sample, Stream rest) : Stream
{
    private ReadOnlyMemory<byte> _sample = sample.Span switch
    {
        [0xEF, 0xBB, 0xBF, ..] => sample[3..],
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => sample[2..],
        _ => sample,
    };

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (_sample.Length == 0)
        {
            return rest.Read(buffer);
        }

        var count = Math.Min(buffer.Length, _sample.Length);
        _sample.Span[..count].CopyTo(buffer);
        _sample = _sample[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
