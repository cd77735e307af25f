namespace BotKit.Chaos.Fsync;

/// <summary>
/// Reads what strace saw of a process that enqueues and then writes an acknowledgement, over and over, and nothing else: before
/// each acknowledgement the write-ahead log must have been written and then synced, with nothing unsynced left in it.
/// </summary>
internal sealed class SyncTrace
{
    private readonly HashSet<string> _syncing = [];
    private bool _isDirty;
    private bool _isSynced;

    public int Acknowledged { get; private set; }

    public int Syncs { get; private set; }

    /// <summary>Acknowledgements that came before their sync.</summary>
    public int Unsynced { get; private set; }

    public bool IsGood => Acknowledged > 0 && Unsynced == 0;

    public static SyncTrace Read(IEnumerable<string> lines)
    {
        var trace = new SyncTrace();
        foreach (var line in lines)
        {
            trace.Take(line);
        }

        return trace;
    }

    private void Take(string line)
    {
        var thread = line.Split(' ', 2)[0];
        if (line.Contains("sync resumed", StringComparison.Ordinal))
        {
            Synced(_syncing.Remove(thread));
        }
        else if (line.Contains("-wal>", StringComparison.Ordinal) && line.Contains("write", StringComparison.Ordinal))
        {
            _isDirty = true;
            _isSynced = false;
        }
        else if (line.Contains("-wal>", StringComparison.Ordinal) && line.Contains("sync(", StringComparison.Ordinal))
        {
            // A call that another thread's came in between is over when it is resumed.
            Synced(!line.Contains("<unfinished", StringComparison.Ordinal) || !_syncing.Add(thread));
        }
        else if (line.Contains("history.log>, \"K ", StringComparison.Ordinal))
        {
            Acknowledged++;
            Unsynced += _isDirty || !_isSynced ? 1 : 0;
            _isSynced = false;
        }
    }

    private void Synced(bool isOver)
    {
        if (isOver)
        {
            Syncs++;
            _isSynced = _isDirty;
            _isDirty = false;
        }
    }
}
