using System.Text.Json;

namespace BotKit.Notifications.Content;

/// <summary>A message as JSON, in the shape that a receiver expects.</summary>
internal sealed class WebhookBody(Wording wording)
{
    private const int MaxBlocks = 20;

    public byte[] Of(Notice notice, WebhookFormat format)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            switch (format)
            {
                case WebhookFormat.Slack:
                    WriteSlack(json, notice);
                    break;
                case WebhookFormat.Teams:
                    WriteTeams(json, notice);
                    break;
                default:
                    WriteGeneric(json, notice);
                    break;
            }
        }

        return stream.ToArray();
    }

    private void WriteGeneric(Utf8JsonWriter json, Notice notice)
    {
        json.WriteStartObject();
        json.WriteString("id", notice.Id);
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(notice.Kind.ToString()));
        json.WriteString("title", Wording.Title(notice));
        json.WriteNumber("total", notice.Total);
        json.WriteStartArray("alerts");
        foreach (var alert in notice.Alerts)
        {
            json.WriteStartObject();
            json.WriteString("id", alert.Id);
            json.WriteString("bot", alert.Bot);
            json.WriteString("code", alert.Code);
            json.WriteString("severity", JsonNamingPolicy.CamelCase.ConvertName(alert.Severity.ToString()));
            json.WriteString("message", alert.Message);
            if (alert.ExecutionId is { } run)
            {
                json.WriteString("executionId", run);
            }

            json.WriteString("firstAt", alert.FirstAt);
            json.WriteString("lastAt", alert.LastAt);
            json.WriteNumber("count", alert.Count);
            json.WriteNumber("suppressedBefore", alert.SuppressedBefore);
            json.WriteNumber("escalationLevel", alert.EscalationLevel);
            if (wording.Link(alert) is { } link)
            {
                json.WriteString("link", link);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // plain_text shows no mentions, links or formatting, whatever a run's message holds.
    private void WriteSlack(Utf8JsonWriter json, Notice notice)
    {
        json.WriteStartObject();
        json.WriteString("text", EscapeSlack(Wording.Title(notice)));
        json.WriteStartArray("blocks");
        WriteSlackText(json, "header", Wording.Line(Wording.Title(notice), 140));
        foreach (var alert in notice.Alerts.Take(MaxBlocks))
        {
            var lines = new List<string>();
            if (notice.IsDigest)
            {
                lines.Add($"{alert.Severity}: {Wording.Line(alert.Code, 100)} in {Wording.Bot(alert)}");
            }

            lines.Add(Wording.Message(alert));
            lines.AddRange(Wording.Facts(alert, notice.Kind).Select(static fact => $"{fact.Name}: {fact.Value}"));
            if (wording.Link(alert) is { } link)
            {
                lines.Add(link);
            }

            WriteSlackText(json, "section", Wording.Clip(string.Join('\n', lines), 2_900));
        }

        if (More(notice) is { } more)
        {
            WriteSlackText(json, "section", more);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSlackText(Utf8JsonWriter json, string type, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteStartObject("text");
        json.WriteString("type", "plain_text");
        json.WriteString("text", text);
        json.WriteBoolean("emoji", false);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string EscapeSlack(string text)
        => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    // Text runs show no Markdown, which text blocks and facts would.
    private void WriteTeams(Utf8JsonWriter json, Notice notice)
    {
        json.WriteStartObject();
        json.WriteString("type", "message");
        json.WriteStartArray("attachments");
        json.WriteStartObject();
        json.WriteString("contentType", "application/vnd.microsoft.card.adaptive");
        json.WriteNull("contentUrl");
        json.WriteStartObject("content");
        json.WriteString("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        json.WriteString("type", "AdaptiveCard");
        json.WriteString("version", "1.4");
        json.WriteStartArray("body");
        WriteRuns(json, Wording.Title(notice), notice.Severity == BotSeverity.Critical ? "attention" : "warning", isTitle: true);
        foreach (var alert in notice.Alerts.Take(MaxBlocks))
        {
            if (notice.IsDigest)
            {
                WriteRuns(json, $"{alert.Severity}: {Wording.Line(alert.Code, 100)} in {Wording.Bot(alert)}", "default", isTitle: false, isStrong: true);
            }

            WriteRuns(json, Wording.Message(alert), "default", isTitle: false);
            foreach (var (name, value) in Wording.Facts(alert, notice.Kind))
            {
                WriteRuns(json, $"{name}: {value}", "default", isTitle: false, isSubtle: true);
            }
        }

        if (More(notice) is { } more)
        {
            WriteRuns(json, more, "default", isTitle: false);
        }

        json.WriteEndArray();
        WriteTeamsActions(json, notice);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRuns(Utf8JsonWriter json, string text, string colour, bool isTitle, bool isStrong = false, bool isSubtle = false)
    {
        json.WriteStartObject();
        json.WriteString("type", "RichTextBlock");
        json.WriteStartArray("inlines");
        json.WriteStartObject();
        json.WriteString("type", "TextRun");
        json.WriteString("text", text);
        json.WriteString("color", colour);
        json.WriteString("size", isTitle ? "large" : "default");
        json.WriteString("weight", isTitle || isStrong ? "bolder" : "default");
        json.WriteBoolean("isSubtle", isSubtle);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteTeamsActions(Utf8JsonWriter json, Notice notice)
    {
        if (notice.IsDigest || notice.Alerts.Count == 0 || wording.Link(notice.Alerts[0]) is not { } link)
        {
            return;
        }

        json.WriteStartArray("actions");
        json.WriteStartObject();
        json.WriteString("type", "Action.OpenUrl");
        json.WriteString("title", "Look at the run");
        json.WriteString("url", link);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string? More(Notice notice)
        => Wording.More(notice with { Alerts = [.. notice.Alerts.Take(MaxBlocks)] });
}
