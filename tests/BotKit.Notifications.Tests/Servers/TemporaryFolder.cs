namespace BotKit.Notifications.Tests.Servers;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("botkit-notify-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
