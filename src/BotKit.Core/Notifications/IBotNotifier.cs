namespace BotKit.Notifications;

/// <summary>A way to tell people: mail, chat, pager. All registered notifiers get every alert, off the run's path, once per bot and code in a window.</summary>
public interface IBotNotifier
{
    /// <summary>Tells people. An exception is logged and changes nothing else; a call that takes longer than 30 s is given up.</summary>
    /// <param name="alert">What to tell.</param>
    /// <param name="cancellationToken">Fires when it takes too long or the host stops.</param>
    ValueTask NotifyAsync(BotAlert alert, CancellationToken cancellationToken);
}
