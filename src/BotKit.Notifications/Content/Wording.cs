using System.Globalization;
using BotKit.Notifications.Email;

namespace BotKit.Notifications.Content;

/// <summary>What messages say, in words, for every kind of channel. What comes from runs is one harmless line.</summary>
internal sealed class Wording(string node, string? runLink)
{
    private const int MaxLine = 500;

    /// <summary>Who sends it.</summary>
    public string Footer => $"Sent by BotKit on {node}.";

    public static string Title(Notice notice)
    {
        if (notice.IsDigest)
        {
            var alerts = Plural(notice.Total, "alert");
            return notice.Kind == NoticeKind.HeldBack ? $"{alerts} held back during quiet hours" : $"{alerts} within a short time";
        }

        var alert = notice.Alerts[0];
        var title = $"{alert.Severity}: {Line(alert.Code, 100)} in {Bot(alert)}";
        return notice.Kind == NoticeKind.Escalation ? $"Not acknowledged: {title}" : title;
    }

    public static string Bot(BotAlert alert) => alert.Bot == BotAlert.Host ? "the host" : Line(alert.Bot, 100);

    public static string Message(BotAlert alert) => Line(alert.Message, MaxLine);

    /// <summary>Name and value of each thing to know of an alert.</summary>
    public static IReadOnlyList<(string Name, string Value)> Facts(BotAlert alert, NoticeKind kind)
    {
        var facts = new List<(string, string)> { ("First raised", Time(alert.FirstAt)) };
        if (alert.Count > 1)
        {
            facts.Add(("Raised", $"{Plural(alert.Count, "time")}, last {Time(alert.LastAt)}"));
        }

        if (alert.SuppressedBefore > 0)
        {
            facts.Add(("Since the message before", $"{Plural(alert.SuppressedBefore, "more alert")} of the same kind"));
        }

        if (kind == NoticeKind.Escalation)
        {
            facts.Add(("Escalation", $"step {(alert.EscalationLevel - 1).ToString(CultureInfo.InvariantCulture)}"));
        }

        if (alert.ExecutionId is { } run)
        {
            facts.Add(("Run", run.ToString()));
        }

        facts.Add(("Alert", alert.Id.ToString()));
        return facts;
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>What a digest does not show.</summary>
    public static string? More(Notice notice)
        => notice.Total > notice.Alerts.Count ? $"And {Plural(notice.Total - notice.Alerts.Count, "more alert")}." : null;

    public static string Plural(int count, string noun) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : "s")}";

    public string? Link(BotAlert alert)
        => runLink is not null && alert.ExecutionId is { } run
            ? runLink.Replace("{executionId}", run.ToString(), StringComparison.Ordinal).Replace("{bot}", Uri.EscapeDataString(alert.Bot), StringComparison.Ordinal)
            : null;

    /// <summary>One line without anything that is not shown: what comes from runs is hostile.</summary>
    public static string Line(string text, int maxLength)
    {
        var clipped = Clip(text, maxLength);
        return string.Create(clipped.Length, clipped, static (line, source) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = EmailAddress.IsHostile(source[i]) ? ' ' : source[i];
            }
        });
    }

    public static string Clip(string text, int maxLength)
        => text.Length <= maxLength ? text
            : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength), "…");
}
