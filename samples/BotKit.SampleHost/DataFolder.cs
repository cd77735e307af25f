namespace BotKit.SampleHost;

/// <summary>Where the sample keeps its files: the setting <c>DataFolder</c>, by default <c>data</c> beside the project.</summary>
internal sealed class DataFolder
{
    private readonly string _path;

    public DataFolder(string path)
    {
        _path = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_path);
        }
        else
        {
            Directory.CreateDirectory(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string File(string name) => Path.Combine(_path, name);

    public override string ToString() => _path;

    /// <summary>Writes a file that only its owner may read, whole or not at all.</summary>
    public static void WritePrivate(string file, ReadOnlySpan<byte> content)
    {
        var draft = file + ".new";
        System.IO.File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(draft, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        System.IO.File.Move(draft, file, overwrite: true);
    }
}
