namespace BotKit.Tests.Shared;

/// <summary>Finds the shared test data: the folder in BOTKIT_TEST_DATA, else ../shared/data beside the repository.</summary>
internal static class TestData
{
    /// <summary>The full path of a file or folder of the test data; without it the test skips, or fails where nothing may be skipped.</summary>
    public static string Path(string relativePath)
    {
        var path = System.IO.Path.GetFullPath(relativePath, Root);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Requirement.Missing($"test data '{relativePath}' (looked in '{Root}'; BOTKIT_TEST_DATA names another folder)");
        }

        return path;
    }

    private static string Root => Environment.GetEnvironmentVariable("BOTKIT_TEST_DATA") is { Length: > 0 } folder
        ? System.IO.Path.GetFullPath(folder, RepositoryRoot.Path)
        : System.IO.Path.GetFullPath("../shared/data", RepositoryRoot.Path);
}
