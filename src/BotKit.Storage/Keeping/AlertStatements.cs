using System.Data.Common;
using BotKit.Notifications;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Keeping;

internal static class AlertStatements
{
    public const string Columns = "id, bot, code, severity, message, run_id, first_at, last_at, total, suppressed, ack_at, ack_by, ack_note, escalation";

    public const int ColumnCount = 14;

    private const string Upsert = $"""
        insert into bot_alert ({Columns})
        values (@id, @bot, @code, @severity, @message, @run, @first, @last, @total, @suppressed, @ack_at, @ack_by, @ack_note, @escalation)
        on conflict (id) do update set bot = excluded.bot, code = excluded.code, severity = excluded.severity, message = excluded.message,
         run_id = excluded.run_id, first_at = excluded.first_at, last_at = excluded.last_at, total = excluded.total, suppressed = excluded.suppressed,
         ack_at = excluded.ack_at, ack_by = excluded.ack_by, ack_note = excluded.ack_note, escalation = excluded.escalation
        """;

    private const string FindOne = $"select {Columns} from bot_alert where id = @id";

    private const string Page = $"select {Columns} from bot_alert";

    private const string Accept = "update bot_alert set ack_at = @now, ack_by = @by, ack_note = @note where id = @id and ack_at is null";

    // An id of the write, so that one that is repeated because the answer to its commit was lost finds itself.
    private const string Raise = """
        update bot_alert set escalation = @level, escalate_id = @write
        where id = @id and ((coalesce(escalation, 0) = @level - 1 and ack_at is null) or escalate_id = @write)
        """;

    public static bool Save(StoreSession session, BotAlert alert)
        => session.Sql(Upsert).Set("id", alert.Id).Set("bot", alert.Bot).Set("code", alert.Code).Set("severity", (long)alert.Severity)
            .Set("message", alert.Message).Set("run", alert.ExecutionId).Set("first", Instants.ToMilliseconds(alert.FirstAt))
            .Set("last", Instants.ToMilliseconds(alert.LastAt)).Set("total", alert.Count).Set("suppressed", alert.SuppressedBefore)
            .Set("ack_at", Instants.ToMilliseconds(alert.AcknowledgedAt)).Set("ack_by", alert.AcknowledgedBy).Set("ack_note", alert.AcknowledgeNote)
            .Set("escalation", (long)alert.EscalationLevel)
            .Execute() > 0;

    public static BotAlert? Acknowledge(StoreSession session, (Guid Id, string By, string? Note) acknowledgement)
    {
        session.Sql(Accept).Set("id", acknowledgement.Id).Set("by", acknowledgement.By).Set("note", acknowledgement.Note).Set("now", session.Now).Execute();
        return Find(session, acknowledgement.Id);
    }

    public static bool Escalate(StoreSession session, (Guid Id, int Level, Guid Write) step)
        => session.Sql(Raise).Set("id", step.Id).Set("level", (long)step.Level).Set("write", step.Write).Execute() > 0;

    public static BotAlert? Find(StoreSession session, Guid id)
    {
        using var reader = session.Sql(FindOne).Set("id", id).Query();
        return reader.Read() ? Read(reader, session.Dialect) : null;
    }

    public static async Task<BotAlert?> FindAsync(StoreConnection connection, Guid id, CancellationToken cancellationToken)
        => await ReadAsync(connection, connection.Sql(FindOne).Set("id", id), cancellationToken).ConfigureAwait(false) is [var found] ? found : null;

    public static Task<IReadOnlyList<BotAlert>> ListAsync(StoreConnection connection, BotAlertQuery query, CancellationToken cancellationToken)
    {
        var conditions = new List<string>(4);
        AddIf(query.Bot is not null, "bot = @bot");
        AddIf(query.Severity is not null, "severity = @severity");
        AddIf(query.IsAcknowledged is not null, query.IsAcknowledged is true ? "ack_at is not null" : "ack_at is null");
        AddIf(query.Before is not null, "id < @before");
        var where = conditions.Count == 0 ? "" : " where " + string.Join(" and ", conditions);
        var statement = connection.Sql($"{Page}{where} order by id desc limit @count").Set("count", query.Count);
        if (query.Bot is { } bot)
        {
            statement.Set("bot", bot);
        }

        if (query.Severity is { } severity)
        {
            statement.Set("severity", (long)severity);
        }

        if (query.Before is { } before)
        {
            statement.Set("before", before);
        }

        return ReadAsync(connection, statement, cancellationToken);

        void AddIf(bool applies, string condition)
        {
            if (applies)
            {
                conditions.Add(condition);
            }
        }
    }

    public static BotAlert Read(DbDataReader row, StoreDialect dialect) => new(
        dialect.ReadId(row, 0),
        row.GetString(1),
        row.GetString(2),
        (BotSeverity)row.GetInt64(3),
        row.GetString(4),
        row.Id(5, dialect),
        Instants.From(row.GetInt64(6)),
        Instants.From(row.GetInt64(7)),
        row.Int(8),
        row.Int(9))
    {
        AcknowledgedAt = row.Instant(10),
        AcknowledgedBy = row.Text(11),
        AcknowledgeNote = row.Text(12),
        EscalationLevel = row.Int(13),
    };

    private static async Task<IReadOnlyList<BotAlert>> ReadAsync(StoreConnection connection, Statement statement, CancellationToken cancellationToken)
    {
        var alerts = new List<BotAlert>();
        var reader = await statement.QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                alerts.Add(Read(reader, connection.Dialect));
            }
        }

        return alerts;
    }
}
