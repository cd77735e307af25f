using BotKit.Errors;

namespace BotKit.Files;

/// <summary>How much of the folder is used, with what is being written, so that files written at the same time do not pass the limits together.</summary>
internal sealed class FileUsage(BotFileOptions options, FileFolder folder, Func<string, long> freeBytes)
{
    /// <summary>After how many bytes the disk is looked at again.</summary>
    private const long Stride = 16 << 20;

    private readonly Lock _gate = new();
    private long _bytes;
    private int _files;
    private bool _isKnown;

    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Counts what is there. Other processes may have written, and clean-ups may have deleted.</summary>
    public void Count()
    {
        lock (_gate)
        {
            var ids = new HashSet<string>(StringComparer.Ordinal);
            _bytes = 0;
            foreach (var (id, ending, bytes) in folder.List())
            {
                ids.Add(id);
                _bytes += ending == FileFolder.Content ? bytes : 0;
            }

            _files = ids.Count;
            _isKnown = true;
        }
    }

    /// <summary>Takes room for one more file.</summary>
    /// <param name="bytes">How many it will have, as far as that is known.</param>
    /// <exception cref="BotException">There is none.</exception>
    public void Begin(long bytes)
    {
        ThrowIfTooLarge(bytes);
        if (!_isKnown)
        {
            Count();
        }

        ThrowIfDiskIsFull(bytes);
        lock (_gate)
        {
            if (_files >= options.MaxFiles || _bytes + bytes > options.MaxTotalBytes)
            {
                throw Full();
            }

            _files++;
        }
    }

    /// <summary>Takes room for more of a file's bytes.</summary>
    /// <param name="written">How many it has.</param>
    /// <param name="more">How many come now.</param>
    /// <exception cref="BotException">There is none.</exception>
    public void Add(long written, int more)
    {
        ThrowIfTooLarge(written + more);
        if (written / Stride != (written + more) / Stride)
        {
            ThrowIfDiskIsFull(more);
        }

        lock (_gate)
        {
            if (_bytes + more > options.MaxTotalBytes)
            {
                throw Full();
            }

            _bytes += more;
        }
    }

    /// <summary>Gives back what a file took.</summary>
    public void Remove(long bytes)
    {
        lock (_gate)
        {
            _bytes = Math.Max(0, _bytes - bytes);
            _files = Math.Max(0, _files - 1);
        }
    }

    public static bool IsDiskFull(Exception exception)
        => exception is IOException { HResult: HostErrors.NoSpace or HostErrors.DiskFull or HostErrors.HandleDiskFull };

    public static BotException Full(Exception? cause = null) => new(BotErrorCodes.FileStoreFull, "The store of files is full.", cause);

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
