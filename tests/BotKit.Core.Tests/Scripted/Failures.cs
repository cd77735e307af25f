namespace BotKit.Core.Tests.Scripted;

/// <summary>Exceptions of each verdict.</summary>
internal static class Failures
{
    public static BotException Standard => new("broken", "It is broken.");

    public static BotException Transient => new("busy", "It is busy.") { IsTransient = true };

    public static BotException Warning => new("odd_data", "The data is odd.") { Severity = BotSeverity.Warning };

    public static BotException Critical => new("no_disk", "There is no disk.") { Severity = BotSeverity.Critical };

    public static BotException TransientAfter(TimeSpan retryAfter)
        => new("busy", "It is busy.") { IsTransient = true, RetryAfter = retryAfter };
}
