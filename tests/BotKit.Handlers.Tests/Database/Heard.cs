namespace BotKit.Handlers.Tests.Database;

/// <summary>Hears progress at once, on the thread that reports it.</summary>
internal sealed class Heard(Action<DatabaseProgress> hear) : IProgress<DatabaseProgress>
{
    public void Report(DatabaseProgress value) => hear(value);
}
