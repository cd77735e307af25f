namespace BotKit.Core.Tests.Files;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("botkit-files-");

    /// <summary>The folder of files, which the store makes.</summary>
    public string Files => Path.Combine(_root.FullName, "files");

    /// <summary>The folder around it.</summary>
    public string Root => _root.FullName;

    public IEnumerable<string> Names => Directory.Exists(Files) ? Directory.EnumerateFiles(Files).Select(file => Path.GetFileName(file)) : [];

    public void Dispose() => _root.Delete(recursive: true);
}
