using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>A stream whose reads end with the run that reads it, also when many rows are read before anyone looks.</summary>
internal sealed class CanceledStream(Stream stream, CancellationToken cancellationToken) : ReadOnlyStream(stream)
{
    public override long Length => Inner.Length;

    public override long Position { get => Inner.Position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Inner.Read(buffer);
    }
}
