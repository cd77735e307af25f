namespace BotKit.Tests.Shared;

/// <summary>The folder that holds BotKit.sln, found upwards from the test program.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "BotKit.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No BotKit.sln above '{AppContext.BaseDirectory}'.");
    }
}
