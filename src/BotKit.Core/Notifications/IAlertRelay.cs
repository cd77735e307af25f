namespace BotKit.Notifications;

/// <summary>A notifier that hands alerts on: they count as sent, through which channel, when they have arrived.</summary>
internal interface IAlertRelay;
