namespace BotKit.Notifications;

/// <summary>An alert on its way to all notifiers.</summary>
internal sealed class OutgoingAlert(BotAlert alert, Action<string> sent)
{
    private int _delivered;

    public BotAlert Alert { get; } = alert;

    /// <summary>Called by each notifier that delivered it; the first one makes it count as sent.</summary>
    public void Delivered()
    {
        if (Interlocked.Exchange(ref _delivered, 1) == 0)
        {
            sent(Alert.Bot);
        }
    }
}
