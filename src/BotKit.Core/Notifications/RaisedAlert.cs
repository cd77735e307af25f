namespace BotKit.Notifications;

/// <summary>An alert on its way to the store.</summary>
/// <param name="Alert">The alert, whose count is what it adds.</param>
/// <param name="IsFirst">Whether it is the first of its window on this node, so that it is sent when the store does not say.</param>
internal sealed record RaisedAlert(BotAlert Alert, bool IsFirst)
{
    /// <summary>Whether it was sent already, without the store.</summary>
    public bool IsSent { get; init; }

    /// <summary>Whether the store was asked, and may have done it.</summary>
    public bool WasTried { get; init; }
}
