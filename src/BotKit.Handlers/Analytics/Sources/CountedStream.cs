using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Analytics;

/// <summary>A stream that is read, and how much of it was.</summary>
internal sealed class CountedStream(Stream stream) : ReadOnlyStream(stream)
{
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        Interlocked.Add(ref _count, read);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Interlocked.Add(ref _count, read);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}
