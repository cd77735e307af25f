namespace BotKit.Chaos.Fsync;

internal static class FsyncChild
{
    public const string Verb = "--fsync-child";

    public static Task<int> RunAsync(string folder, string synchronous) => Task.FromResult(2);
}
