namespace BotKit.Handlers.Database;

/// <summary>
/// A backup under way: an empty file under a temporary name that only its owner can read, which either gets its real name
/// or is removed, with whatever SQLite put beside it.
/// </summary>
internal sealed class BackupDraft : IDisposable
{
    private const string Ending = ".partial";

    private static readonly string[] Companions = ["", "-journal", "-wal", "-shm", BackupChecksum.Extension];

    private readonly BackupFolder _folder;
    private bool _published;

    private BackupDraft(BackupFolder folder, string name)
    {
        _folder = folder;
        Name = name;
    }

    /// <summary>The name that the backup will have.</summary>
    public string Name { get; }

    /// <summary>The full path that is written to.</summary>
    public string Path => _folder.Combine($".{Name}{Ending}");

    /// <summary>Makes the temporary file under the first free name from this instant on.</summary>
    public static BackupDraft Create(BackupFolder folder, string database, DateTimeOffset now)
    {
        for (; ; now = now.AddMilliseconds(1))
        {
            var draft = new BackupDraft(folder, BackupName.Of(database, now, folder.Extension));
            if (File.Exists(folder.Combine(draft.Name)) || File.Exists(draft.Path))
            {
                continue;
            }

            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            try
            {
                new FileStream(draft.Path, options).Dispose();
                return draft;
            }
            catch (IOException) when (File.Exists(draft.Path))
            {
                // Somebody else took the name since it was looked at; the next one may be free.
            }
        }
    }

    /// <summary>Removes drafts that a process left behind when it was killed, by their age.</summary>
    public static void RemoveAbandoned(BackupFolder folder, string database, DateTimeOffset olderThan)
    {
        foreach (var file in new DirectoryInfo(folder.Path).EnumerateFiles($".{database}-*{Ending}*"))
        {
            var name = file.Name[1..file.Name.LastIndexOf(Ending, StringComparison.Ordinal)];
            if (BackupName.IsOf(database, name, folder.Extension) && file.LastWriteTimeUtc < olderThan.UtcDateTime)
            {
                file.Delete();
            }
        }
    }

    /// <summary>Flushes the file to disk and gives it its name, with its checksum beside it.</summary>
    public async ValueTask PublishAsync(CancellationToken cancellationToken)
    {
        await BackupChecksum.WriteAsync(Path, Name, Path + BackupChecksum.Extension, cancellationToken).ConfigureAwait(false);
        using (var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        File.Move(Path, _folder.Combine(Name));
        _published = true;
        File.Move(Path + BackupChecksum.Extension, _folder.Combine(Name + BackupChecksum.Extension), overwrite: true);
        DirectoryFlush.Run(_folder.Path);
    }

    public void Dispose()
    {
        foreach (var companion in Companions.Where(companion => !_published || companion.Length > 0))
        {
            File.Delete(Path + companion);
        }
    }
}
