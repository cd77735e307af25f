namespace BotKit.Storage.Schema;

/// <summary>What version 2 adds to alerts: acknowledgement, escalation, and who wrote last, for writes that are repeated.</summary>
internal static class AlertColumns
{
    public static IReadOnlyList<SchemaColumn> Columns { get; } =
    [
        new("bot_alert", "ack_at", "{int}"),
        new("bot_alert", "ack_by", "{text}"),
        new("bot_alert", "ack_note", "{text}"),
        new("bot_alert", "escalation", "{int}"),
        new("bot_alert", "raise_id", "{id}"),
        new("bot_alert", "escalate_id", "{id}"),
    ];

    public static IReadOnlyList<SchemaIndex> Indexes { get; } = [new("bot_alert_by_code", "bot_alert (bot, code, first_at)")];
}
