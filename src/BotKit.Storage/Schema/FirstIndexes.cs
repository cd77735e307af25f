namespace BotKit.Storage.Schema;

internal static class FirstIndexes
{
    public static IReadOnlyList<SchemaIndex> All { get; } =
    [
        new("bot_run_by_bot", "bot_run (bot, created, id)"),
        new("bot_run_by_time", "bot_run (created, id)"),
        new("bot_run_by_root", "bot_run (root_id) where root_id is not null"),
        new("bot_queue_ready", "bot_queue (bot, rank, payload_version, lost) where state = 1"),
        new("bot_queue_lost", "bot_queue (bot, rank) where state = 1 and lost > 0"),
        new("bot_queue_due", "bot_queue (due) where state = 0"),
        new("bot_queue_scheduled", "bot_queue (bot, due) where state = 0"),
        new("bot_queue_running", "bot_queue (bot, owner) where state = 2"),
        new("bot_idem_expiry", "bot_idem (expires)"),
        new("bot_log_by_run", "bot_log (run_id, fence, seq)", IsUnique: true),
        new("bot_log_by_time", "bot_log (logged)"),
        new("bot_audit_by_id", "bot_audit (id)", IsUnique: true),
        new("bot_data_expiry", "bot_data (expires) where expires is not null"),
    ];
}
