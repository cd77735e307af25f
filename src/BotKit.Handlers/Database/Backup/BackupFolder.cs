namespace BotKit.Handlers.Database;

/// <summary>A folder of backups. Nothing in it is reached through a symbolic link, and all names in it are made here.</summary>
internal sealed class BackupFolder(string path, string extension)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>How the names of its files end.</summary>
    public string Extension => extension;

    /// <summary>The folder for backups of a database.</summary>
    public static BackupFolder Of(DatabaseEntry entry) => new(entry.Options.BackupFolder, entry.BackupExtension);

    /// <summary>Makes the folder, for its owner only, when it does not exist.</summary>
    /// <exception cref="BotException">The folder cannot be used.</exception>
    public void Open()
    {
        RefuseLinks();
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(Path);
            }
            else
            {
                Directory.CreateDirectory(Path, OwnerOnly);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Refused("The backup folder cannot be made.", failure);
        }

        RefuseLinks();
    }

    /// <exception cref="BotException">A part of the path is a symbolic link.</exception>
    public void RefuseLinks()
    {
        for (var folder = new DirectoryInfo(Path); folder is not null; folder = folder.Parent)
        {
            if (folder.LinkTarget is not null)
            {
                throw Refused("The path of the backup folder leads through a symbolic link; configure the path it leads to.");
            }
        }
    }

    /// <summary>The free bytes of the folder's disk, also when the folder does not exist yet.</summary>
    public long FreeBytes()
    {
        var existing = new DirectoryInfo(Path);
        while (!existing.Exists && existing.Parent is not null)
        {
            existing = existing.Parent;
        }

        return new DriveInfo(existing.FullName).AvailableFreeSpace;
    }

    /// <summary>The names of a database's backups, newest first.</summary>
    public IReadOnlyList<string> List(string database) => !Directory.Exists(Path)
        ? []
        : [.. new DirectoryInfo(Path).EnumerateFiles($"{database}-*{extension}")
            .Where(file => file.LinkTarget is null && BackupName.IsOf(database, file.Name, extension))
            .Select(file => file.Name)
            .OrderDescending(StringComparer.Ordinal)];

    public string Combine(string name) => System.IO.Path.Combine(Path, name);

    private static BotException Refused(string message, Exception? cause = null)
        => DatabaseFailure.Of(DatabaseErrorCodes.BackupFolderRefused, message, cause);
}
