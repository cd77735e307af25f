using BotKit.Errors;

namespace BotKit.Files;

/// <summary>How much of the folder is used, with what is being written, so that files written at the same time do not pass the limits together.</summary>
internal sealed class FileUsage(BotFileOptions options, FileFolder folder, Func<string, long> freeBytes)
{
    /// <summary>After how many bytes the disk is looked at again.</summary>
    private const long Stride = 16 << 20;

    private readonly Lock _gate = new();

    // What is being written here, with the bytes that took room: they may not be on the disk yet, so it is counted here and not there.
    private readonly Dictionary<string, long> _drafts = new(StringComparer.Ordinal);
    private long _bytes;
    private int _files;
    private bool _isKnown;

    /// <summary>Counts what is there. Other processes may have written, and clean-ups may have deleted.</summary>
    public void Count()
    {
        lock (_gate)
        {
            CountStored();
        }
    }

    /// <summary>Takes room for one more file.</summary>
    /// <param name="id">Which.</param>
    /// <param name="bytes">How many it will have, as far as that is known.</param>
    /// <exception cref="BotException">There is none.</exception>
    public void Begin(string id, long bytes)
    {
        ThrowIfTooLarge(bytes);
        ThrowIfDiskIsFull(bytes);
        lock (_gate)
        {
            if (!_isKnown)
            {
                CountStored();
            }

            if (_files + _drafts.Count >= options.MaxFiles || _bytes + _drafts.Values.Sum() + bytes > options.MaxTotalBytes)
            {
                throw Full();
            }

            _drafts.Add(id, 0);
        }
    }

    /// <summary>Takes room for more of a file's bytes.</summary>
    /// <param name="id">Which.</param>
    /// <param name="more">How many come now.</param>
    /// <exception cref="BotException">There is none.</exception>
    public void Add(string id, int more)
    {
        lock (_gate)
        {
            var written = _drafts[id];
            ThrowIfTooLarge(written + more);
            if (written / Stride != (written + more) / Stride)
            {
                ThrowIfDiskIsFull(more);
            }

            if (_bytes + _drafts.Values.Sum() + more > options.MaxTotalBytes)
            {
                throw Full();
            }

            _drafts[id] += more;
        }
    }

    /// <summary>A file is written and counts as stored from now on, or was given up and has left nothing.</summary>
    public void End(string id, bool isStored)
    {
        lock (_gate)
        {
            if (_drafts.Remove(id, out var bytes) && isStored)
            {
                _bytes += bytes;
                _files++;
            }
        }
    }

    /// <summary>Deletes a stored file and gives back what it took; no count comes between.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Delete(long bytes, Func<bool> delete)
    {
        lock (_gate)
        {
            if (!delete())
            {
                return false;
            }

            _bytes = Math.Max(0, _bytes - bytes);
            _files = Math.Max(0, _files - 1);
            return true;
        }
    }

    public static bool IsDiskFull(Exception exception)
        => exception is IOException { HResult: HostErrors.NoSpace or HostErrors.DiskFull or HostErrors.HandleDiskFull };

    public static BotException Full(Exception? cause = null) => new(BotErrorCodes.FileStoreFull, "The store of files is full.", cause);

    private void CountStored()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        _bytes = 0;
        foreach (var (id, ending, bytes) in folder.List().Where(entry => !_drafts.ContainsKey(entry.Id)))
        {
            ids.Add(id);
            _bytes += ending == FileFolder.Content ? bytes : 0;
        }

        _files = ids.Count;
        _isKnown = true;
    }

    private void ThrowIfDiskIsFull(long bytes)
    {
        if (freeBytes(folder.Path) - bytes < options.MinFreeBytes)
        {
            throw Full();
        }
    }

    private void ThrowIfTooLarge(long bytes)
    {
        if (bytes > options.MaxFileBytes)
        {
            throw new BotException(BotErrorCodes.FileTooLarge, $"A file has at most {options.MaxFileBytes} bytes.") { Severity = BotSeverity.Warning };
        }
    }
}
