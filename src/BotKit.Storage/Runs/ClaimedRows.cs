using System.Data.Common;
using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Runs;

/// <summary>A run as the node that claimed it gets it.</summary>
internal static class ClaimedRows
{
    /// <summary>The columns that <see cref="Read"/> takes, of <c>bot_queue q</c> after the claim and <c>bot_run r</c>.</summary>
    public const string Columns = """
        r.id, r.bot, r.trigger_kind, r.input, r.payload_version, q.fence, q.deliveries, q.lost, q.redeliveries, r.created, q.due, q.started,
         r.is_dry, r.idem_key, r.caller, r.parent_id, r.root_id, r.traceparent, r.schedule, r.scheduled_for
        """;

    private const string FindOne = $"select {Columns} from bot_queue q join bot_run r on r.id = q.id where q.id = @id";

    public static ClaimedRun Find(StoreSession session, Guid id)
    {
        using var reader = session.Sql(FindOne).Set("id", id).Query();
        return reader.Read() ? Read(reader, session.Dialect) : throw new InvalidOperationException("A claimed run has no row.");
    }

    public static ClaimedRun Read(DbDataReader row, StoreDialect dialect)
    {
        var due = row.GetInt64(10);
        return new ClaimedRun
        {
            ExecutionId = dialect.ReadId(row, 0),
            Bot = row.GetString(1),
            Trigger = (BotTrigger)row.GetInt64(2),
            Input = row.Bytes(3),
            PayloadVersion = row.Int(4),
            Fence = row.GetInt64(5),
            Delivery = row.Int(6),
            Lost = row.Int(7),
            Redeliveries = row.Int(8),
            CreatedAt = Instants.From(row.GetInt64(9)),
            DueAt = Instants.From(due),
            Waited = TimeSpan.FromMilliseconds(Math.Max(0, (row.Long(11) ?? due) - due)),
            IsDryRun = row.Bool(12),
            Origin = Origin(row, dialect),
        };
    }

    private static RunOrigin? Origin(DbDataReader row, StoreDialect dialect)
    {
        for (var column = 13; column <= 18; column++)
        {
            if (!row.IsDBNull(column))
            {
                return new RunOrigin
                {
                    IdempotencyKey = row.Text(13),
                    Caller = row.Text(14),
                    ParentId = row.Id(15, dialect),
                    RootId = row.Id(16, dialect),
                    TraceParent = row.Text(17),
                    Schedule = row.Text(18),
                    ScheduledFor = row.Instant(19),
                };
            }
        }

        return null;
    }
}
