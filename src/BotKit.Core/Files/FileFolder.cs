using System.IO.Enumeration;

namespace BotKit.Files;

/// <summary>
/// The folder: of each file its bytes (<c>id.bin</c>) and its record (<c>id.json</c>). A file is there once its record is; until then
/// the record is <c>id.part</c>, locked by who writes. Every name is made here out of an id, and nothing is reached through a link.
/// </summary>
internal sealed class FileFolder(string path)
{
    public const string Content = ".bin";
    public const string Record = ".json";

    /// <summary>A record under way.</summary>
    public const string Draft = ".part";

    /// <summary>A draft whose writer is gone, on its way out.</summary>
    public const string Gone = ".gone";

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int BufferBytes = 64 << 10;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string PathOf(string id, string ending) => System.IO.Path.Combine(Path, id + ending);

    /// <summary>Makes the folder, for its owner only, when it does not exist.</summary>
    public void Make()
    {
        RefuseLinks();
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(Path, Owner | UnixFileMode.UserExecute);
        }

        RefuseLinks();
    }

    /// <summary>Ids, endings and lengths of all that has a name made here, in no order; empty when there is no folder.</summary>
    public IEnumerable<(string Id, string Ending, long Bytes)> List()
    {
        if (!Directory.Exists(Path))
        {
            return [];
        }

        RefuseLinks();
        return new FileSystemEnumerable<(string, string, long)>(Path, static (ref FileSystemEntry entry) =>
            (entry.FileName[..FileId.Length].ToString(), entry.FileName[FileId.Length..].ToString(), entry.Length))
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) =>
                !entry.IsDirectory
                && (entry.Attributes & FileAttributes.ReparsePoint) == 0
                && entry.FileName.Length > FileId.Length
                && FileId.IsWellFormed(entry.FileName[..FileId.Length])
                && entry.FileName[FileId.Length..] is Content or Record or Draft or Gone,
        };
    }

    public FileStream Create(string id, string ending, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = share,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }

        return new FileStream(PathOf(id, ending), options);
    }

    /// <summary>Opens bytes for reading, so that they can be deleted meanwhile.</summary>
    public FileStream? Open(string id)
        => Find(id, Content) is null
            ? null
            : Tolerate(() => new FileStream(
                PathOf(id, Content), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan));

    /// <returns>The length of an ordinary file; <see langword="null"/> when there is none.</returns>
    public long? Find(string id, string ending)
    {
        var file = new FileInfo(PathOf(id, ending));
        return file.Exists && (file.Attributes & (FileAttributes.ReparsePoint | FileAttributes.Directory)) == 0 ? file.Length : null;
    }

    /// <returns>The text of a record; <see langword="null"/> when there is none, or none of that size.</returns>
    public byte[]? ReadRecord(string id)
        => Find(id, Record) is > 0 and <= FileRecord.MaxBytes ? Tolerate(() => File.ReadAllBytes(PathOf(id, Record))) : null;

    /// <summary>Deletes one of a file's parts, if it is there.</summary>
    public void Delete(string id, string ending) => File.Delete(PathOf(id, ending));

    public void Flush() => DirectoryFlush.Run(Path);

    /// <exception cref="IOException">A part of the folder's path is a symbolic link.</exception>
    public void RefuseLinks()
    {
        for (var folder = new DirectoryInfo(Path); folder is not null; folder = folder.Parent)
        {
            if (folder.LinkTarget is not null)
            {
                throw new IOException("The path of the folder of files leads through a symbolic link; configure the path it leads to.");
            }
        }
    }

    /// <summary>Somebody may delete a file between two looks.</summary>
    private static T? Tolerate<T>(Func<T> open)
        where T : class
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
