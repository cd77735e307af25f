namespace BotKit.Handlers.Rows;

/// <summary>A stream whose first bytes were read already, from its beginning, without its byte-order mark.</summary>
internal sealed class SampledStream(ReadOnlyMemory<byte> sample, Stream rest) : ReadOnlyStream(rest)
{
    private ReadOnlyMemory<byte> _sample = sample.Span switch
    {
        [0xEF, 0xBB, 0xBF, ..] => sample[3..],
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => sample[2..],
        _ => sample,
    };

    public override int Read(Span<byte> buffer)
    {
        if (_sample.Length == 0)
        {
            return Inner.Read(buffer);
        }

        var count = Math.Min(buffer.Length, _sample.Length);
        _sample.Span[..count].CopyTo(buffer);
        _sample = _sample[count..];
        return count;
    }
}
