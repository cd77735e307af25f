namespace BotKit.Notifications;

/// <summary>What became of an alert that was raised.</summary>
/// <param name="Alert">The alert as it is kept now: the one that was raised, or the earlier one that it was counted into.</param>
/// <param name="IsFirst">Whether it is the first of its window, which is sent. The others are counted.</param>
public sealed record BotAlertRaised(BotAlert Alert, bool IsFirst);
