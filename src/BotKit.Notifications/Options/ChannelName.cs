namespace BotKit.Notifications.Options;

/// <summary>The names of channels, and of the bots that send through them.</summary>
internal static class ChannelName
{
    /// <summary>What the names of the bots begin with that send through a channel. Other bots cannot be called so.</summary>
    public const string BotPrefix = BotName.OwnPrefix + "notify-";

    public static bool IsValid(string name)
        => name.Length is > 0 and <= 40 && char.IsAsciiLetterLower(name[0])
        && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public static string BotOf(string channel) => BotPrefix + channel;

    public static string OfBot(string bot) => bot[BotPrefix.Length..];

    public static bool IsOfChannel(string bot) => bot.StartsWith(BotPrefix, StringComparison.Ordinal);
}
