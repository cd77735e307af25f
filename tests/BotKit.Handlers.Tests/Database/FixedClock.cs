namespace BotKit.Handlers.Tests.Database;

/// <summary>A clock whose date stands still, and whose timers run.</summary>
internal sealed class FixedClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => Databases.Now;
}
