using System.Runtime.ExceptionServices;
using System.Security.Cryptography;

namespace BotKit.Files;

/// <summary>
/// Passes on what is written, counts and hashes it, and takes room for it first. Once something fails it goes on failing, so that a
/// writer that catches everything makes no file with a hole. To close it is to end it; the file below stays open.
/// </summary>
internal sealed class DraftStream(string id, FileStream file, FileUsage usage) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ExceptionDispatchInfo? _failure;
    private bool _isClosed;

    /// <summary>How many bytes took room.</summary>
    public long Bytes { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_isClosed;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The hash of all that was written, in lower-case hexadecimal.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void ThrowIfFailed() => _failure?.Throw();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            Take(buffer);
            file.Write(buffer);
        }
        catch (Exception exception)
        {
            throw Failed(exception);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            Take(buffer.Span);
            await file.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw Failed(exception);
        }
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Ends what it takes, and lets go of the hash.</summary>
    public void End()
    {
        _isClosed = true;
        _hash.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        _isClosed = true;
        base.Dispose(disposing);
    }

    private void Take(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        ThrowIfFailed();
        usage.Add(id, buffer.Length);
        Bytes += buffer.Length;
        _hash.AppendData(buffer);
    }

    private Exception Failed(Exception exception)
    {
        exception = FileUsage.IsDiskFull(exception) ? FileUsage.Full(exception) : exception;
        _failure ??= ExceptionDispatchInfo.Capture(exception);
        return exception;
    }
}
