namespace BotKit.Chaos.Fsync;

internal static class FsyncCheck
{
    public const string Verb = "--fsync";

    public static Task<int> RunAsync() => Task.FromResult(2);
}
