namespace BotKit.Notifications.Channels;

/// <summary>What became of one try.</summary>
/// <param name="Status">What.</param>
/// <param name="Reason">Why it was not sent, safe to show: no address and no secret.</param>
/// <param name="RetryAfter">How long the other side asks to wait.</param>
internal sealed record SendOutcome(SendStatus Status, string Reason, TimeSpan? RetryAfter = null)
{
    public static SendOutcome Sent { get; } = new(SendStatus.Sent, "");

    public static SendOutcome Failed(string reason) => new(SendStatus.Failed, reason);

    public static SendOutcome Again(string reason, TimeSpan? retryAfter = null) => new(SendStatus.Again, reason, retryAfter);
}
