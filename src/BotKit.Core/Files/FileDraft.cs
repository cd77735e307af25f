namespace BotKit.Files;

/// <summary>
/// A file under way. Its record gets its name last of all, when bytes and record are on disk; until then, whatever ends the process,
/// there is no file, and what is left is told from a file that is being written by its lock.
/// </summary>
internal sealed class FileDraft : IAsyncDisposable
{
    private const int BufferBytes = 64 << 10;

    private readonly FileFolder _folder;
    private readonly FileUsage _usage;
    private readonly FileStream _record;
    private readonly FileStream _content;
    private readonly DraftStream _counted;
    private readonly BufferedStream _buffered;
    private bool _isPublished;

    private FileDraft(FileFolder folder, FileUsage usage, string id, FileStream record, FileStream content)
    {
        _folder = folder;
        _usage = usage;
        Id = id;
        _record = record;
        _content = content;
        _counted = new(id, content, usage);
        _buffered = new(_counted, BufferBytes);
    }

    public string Id { get; }

    /// <summary>What the bytes are written to.</summary>
    public Stream Stream => _buffered;

    /// <summary>Takes room, and makes the files under their temporary names.</summary>
    public static FileDraft Begin(FileFolder folder, FileUsage usage, string id, long bytes)
    {
        usage.Begin(id, bytes);
        FileStream? record = null;
        try
        {
            record = folder.Create(id, FileFolder.Draft, FileShare.None);
            return new(folder, usage, id, record, folder.Create(id, FileFolder.Content, FileShare.Read | FileShare.Delete));
        }
        catch (Exception exception)
        {
            usage.End(id, isStored: false);
            if (record is not null)
            {
                record.Dispose();
                folder.Delete(id, FileFolder.Draft);
            }

            if (FileUsage.IsDiskFull(exception))
            {
                throw FileUsage.Full(exception);
            }

            throw;
        }
    }

    /// <summary>Puts bytes and record on disk, and then gives the record its name.</summary>
    /// <param name="describe">Makes the file of its id, length and SHA-256.</param>
    /// <param name="cancellationToken">Gives up before it has its name.</param>
    public async ValueTask<BotFile> PublishAsync(Func<string, long, string, BotFile> describe, CancellationToken cancellationToken)
    {
        try
        {
            // Who writes may have closed the stream, which has flushed it.
            if (_buffered.CanWrite)
            {
                await _buffered.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            _counted.ThrowIfFailed();
            var file = describe(Id, _counted.Bytes, _counted.Sha256());
            _counted.End();
            await _record.WriteAsync(FileRecord.Write(file), cancellationToken).ConfigureAwait(false);
            await Task.Run(Flush, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            await _record.DisposeAsync().ConfigureAwait(false);
            File.Move(_folder.PathOf(Id, FileFolder.Draft), _folder.PathOf(Id, FileFolder.Record));
            await Task.Run(_folder.Flush, CancellationToken.None).ConfigureAwait(false);
            _isPublished = true;
            return file;
        }
        catch (Exception exception) when (FileUsage.IsDiskFull(exception))
        {
            throw FileUsage.Full(exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _counted.End();
            await _content.DisposeAsync().ConfigureAwait(false);
            if (!_isPublished)
            {
                _folder.Delete(Id, FileFolder.Record);
                _folder.Delete(Id, FileFolder.Content);
                await _record.DisposeAsync().ConfigureAwait(false);
                _folder.Delete(Id, FileFolder.Draft);
            }
        }
        finally
        {
            // What could not be deleted is no draft any more: the next count finds it in the folder.
            _usage.End(Id, _isPublished);
        }
    }

    private void Flush()
    {
        _content.Flush(flushToDisk: true);
        _record.Flush(flushToDisk: true);
    }
}
