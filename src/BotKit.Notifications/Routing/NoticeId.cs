using System.Globalization;

namespace BotKit.Notifications.Routing;

/// <summary>
/// The ids of messages: of alert and channel, and of the step when it is escalated. A message that is sent twice has the same one,
/// on whichever node.
/// </summary>
internal static class NoticeId
{
    public static string Of(BotAlert alert, string channel) => $"{alert.Id:N}.{channel}";

    public static string OfEscalation(BotAlert alert, string channel, int level)
        => string.Create(CultureInfo.InvariantCulture, $"{alert.Id:N}.{channel}.{level}");
}
