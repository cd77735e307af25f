namespace BotKit.Storage.Sqlite;

/// <summary>
/// Where a path leads when all symbolic links are followed, as SQLite itself follows them: one file has one lock, whatever name it is opened by.
/// </summary>
internal static class RealPath
{
    // As many as Linux follows.
    private const int MaxLinks = 40;

    public static string Of(string path)
    {
        var links = 0;
        return Follow(Path.GetFullPath(path), ref links);
    }

    private static string Follow(string path, ref int links)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            if (new FileInfo(real).LinkTarget is { } target && links++ < MaxLinks)
            {
                real = Follow(Path.GetFullPath(target, Path.GetDirectoryName(real)!), ref links);
            }
        }

        return real;
    }
}
