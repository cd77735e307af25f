namespace BotKit.AspNetCore.Events;

/// <summary>The names of events.</summary>
internal static class EventNames
{
    public const string RunAccepted = "run.accepted";
    public const string RunStarted = "run.started";
    public const string RunEnded = "run.ended";
    public const string BotChanged = "bot.changed";
    public const string AlertRaised = "alert.raised";
    public const string AlertAcknowledged = "alert.acknowledged";

    /// <summary>Events were missed: what is shown must be read again.</summary>
    public const string Gap = "gap";

    /// <summary>The listener read too slowly, and the stream ends.</summary>
    public const string Dropped = "dropped";
}
