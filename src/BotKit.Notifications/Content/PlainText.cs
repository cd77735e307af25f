using System.Text;

namespace BotKit.Notifications.Content;

/// <summary>A message as text.</summary>
internal sealed class PlainText(Wording wording)
{
    public string Of(Notice notice)
    {
        var text = new StringBuilder().AppendLine(Wording.Title(notice)).AppendLine();
        foreach (var alert in notice.Alerts)
        {
            if (notice.IsDigest)
            {
                text.Append("* ").Append(alert.Severity).Append(": ").Append(Wording.Line(alert.Code, 100)).Append(" in ").AppendLine(Wording.Bot(alert));
            }

            var indent = notice.IsDigest ? "  " : "";
            text.Append(indent).AppendLine(Wording.Message(alert));
            foreach (var (name, value) in Wording.Facts(alert, notice.Kind))
            {
                text.Append(indent).Append(name).Append(": ").AppendLine(value);
            }

            if (wording.Link(alert) is { } link)
            {
                text.Append(indent).AppendLine(link);
            }

            text.AppendLine();
        }

        if (Wording.More(notice) is { } more)
        {
            text.AppendLine(more).AppendLine();
        }

        return text.Append("-- ").AppendLine().AppendLine(wording.Footer).ToString();
    }
}
