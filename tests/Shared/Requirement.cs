using System.Diagnostics.CodeAnalysis;

namespace BotKit.Tests.Shared;

/// <summary>What a test needs from the machine. Missing means skipped, or failed when BOTKIT_REQUIRE_ALL=1.</summary>
internal static class Requirement
{
    public static bool AllRequired => Environment.GetEnvironmentVariable("BOTKIT_REQUIRE_ALL") == "1";

    /// <summary>Skips or fails the running test. <paramref name="what"/> says what is missing and how to get it.</summary>
    [DoesNotReturn]
    public static void Missing(string what)
    {
        if (AllRequired)
        {
            Assert.Fail($"Missing, and BOTKIT_REQUIRE_ALL=1: {what}");
        }

        Assert.Skip($"Missing: {what}");
    }

    /// <summary>The full path of a program on the PATH; without it the test skips or fails, naming the Debian package.</summary>
    public static string Program(string name, string debianPackage)
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var candidate = Path.Combine(folder, name);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        Missing($"program '{name}' (Debian: apt-get install {debianPackage}, or ./test.sh --install)");
        return null;
    }
}
