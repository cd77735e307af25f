namespace BotKit.Files;

/// <summary>Deletes what has expired, and what writers left behind when their process was killed.</summary>
internal sealed class FileCleaning(FileFolder folder, BotFileOptions options, TimeProvider clock)
{
    /// <summary>
    /// How old an id is before its draft can be left behind. A draft that is being written is locked as well, but not yet in the first
    /// moment, and not on every file system.
    /// </summary>
    public static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(1);

    // Records never change, so each is read once; the table is as long as the folder.
    private readonly Dictionary<string, DateTimeOffset> _expiries = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <param name="limit">How many files are deleted at most.</param>
    /// <param name="isLive">Whether an id is that of a file being written in this process.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <returns>How many were deleted.</returns>
    public int Run(int limit, Func<string, bool> isLive, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var found = folder.List().GroupBy(static entry => entry.Id, static entry => entry.Ending, StringComparer.Ordinal).ToList();
            Forget(found);
            var deleted = 0;
            foreach (var group in found)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (deleted == limit)
                {
                    break;
                }

                var isOver = group.Contains(FileFolder.Record) ? ExpiryOf(group.Key) <= now : !isLive(group.Key) && TryClaim(group.Key, now);
                if (isOver)
                {
                    Delete(group.Key);
                    deleted++;
                }
            }

            return deleted;
        }
    }

    /// <summary>Deletes a file.</summary>
    /// <returns>Whether it was still there.</returns>
    public bool TryDelete(string id)
    {
        if (folder.Find(id, FileFolder.Record) is null)
        {
            return false;
        }

        Delete(id);
        return true;
    }

    /// <summary>Deletes all there is of a file; its record first, so that it is gone at once.</summary>
    private void Delete(string id)
    {
        folder.Delete(id, FileFolder.Record);
        folder.Delete(id, FileFolder.Content);
        folder.Delete(id, FileFolder.Gone);
    }

    private void Forget(List<IGrouping<string, string>> found)
    {
        if (_expiries.Count > found.Count)
        {
            var known = found.Select(static group => group.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var id in _expiries.Keys.Where(id => !known.Contains(id)).ToList())
            {
                _expiries.Remove(id);
            }
        }
    }

    private DateTimeOffset ExpiryOf(string id)
    {
        if (!_expiries.TryGetValue(id, out var expiry))
        {
            // What is damaged is not listed any more; it is kept as long as any file, for whoever wants to look.
            expiry = folder.ReadRecord(id) is { } json && FileRecord.Read(id, json)?.ExpiresAt is { } at ? at : Later(FileId.TimeOf(id), options.KeepFor);
            _expiries[id] = expiry;
        }

        return expiry;
    }

    /// <summary>Whether what is there of a file without a record is nobody's. A draft is taken by its name: its writer cannot publish it after that.</summary>
    private bool TryClaim(string id, DateTimeOffset now)
    {
        if (Later(FileId.TimeOf(id), AbandonedAfter) > now)
        {
            return false;
        }

        var draft = folder.PathOf(id, FileFolder.Draft);
        try
        {
            if (File.Exists(draft))
            {
                new FileStream(draft, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
                File.Move(draft, folder.PathOf(id, FileFolder.Gone), overwrite: true);
            }
        }
        catch (IOException)
        {
            // Somebody writes it, or has just published or given it up.
            return false;
        }

        return folder.Find(id, FileFolder.Record) is null;
    }

    private static DateTimeOffset Later(DateTimeOffset time, TimeSpan by) => DateTimeOffset.MaxValue - time < by ? DateTimeOffset.MaxValue : time + by;
}
