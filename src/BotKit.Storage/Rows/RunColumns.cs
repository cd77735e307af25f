using System.Data.Common;
using BotKit.Ledger;
using BotKit.Storage.Dialect;

namespace BotKit.Storage.Rows;

/// <summary>How a run is read: <c>bot_run r</c>, <c>bot_queue q</c> while it has not ended, <c>bot_node n</c>.</summary>
internal static class RunColumns
{
    public const string From = """
         from bot_run r
         left join bot_queue q on q.id = r.id
         left join bot_node n on n.id = coalesce(q.owner, r.node)
        """;

    private const string Head = """
        select r.id, r.bot, r.trigger_kind, r.priority, coalesce(q.due, r.due), r.created, r.payload_version, r.is_dry, r.idem_key, r.caller,
         r.parent_id, r.root_id, r.trace_id, r.traceparent, r.replay_of, r.state, r.status, coalesce(q.started, r.started), r.ended, r.duration,
         r.attempts, coalesce(q.deliveries, r.deliveries), coalesce(q.lost, r.lost), coalesce(q.redeliveries, r.redeliveries),
         coalesce(q.fence, r.fence), r.code, r.error, r.is_erased, q.state, q.cancel, q.progress, q.progress_text, q.progress_at, n.name, r.direct,
         r.schedule, r.scheduled_for
        """;

    public const string WithPayloads = Head + ", r.input, r.output" + From;

    public const string WithoutPayloads = Head + ", null, null" + From;

    public static StoredRun Read(DbDataReader row, StoreDialect dialect, long now)
    {
        var ended = row.GetInt64(15) == (long)RunState.Ended;
        var due = row.Instant(4);
        var origin = Origin(row, dialect);
        return new StoredRun
        {
            ExecutionId = dialect.ReadId(row, 0),
            Bot = row.GetString(1),
            State = State(row, ended, now),
            Status = ended ? (BotStatus)row.GetInt64(16) : null,
            Trigger = (BotTrigger)row.GetInt64(2),
            CreatedAt = Instants.From(row.GetInt64(5)),
            DueAt = row.Bool(34) ? null : due,
            StartedAt = row.Instant(17),
            EndedAt = row.Instant(18),
            Duration = new TimeSpan(row.Long(19) ?? 0),
            Attempts = row.Int(20),
            Deliveries = row.Int(21),
            Lost = row.Int(22),
            Redeliveries = row.Int(23),
            Fence = row.Long(24) ?? 0,
            Priority = row.Int(3),
            PayloadVersion = row.Int(6),
            IsDryRun = row.Bool(7),
            IsCancelRequested = row.Bool(29),
            Node = row.Text(33),
            Progress = row.IsDBNull(30) ? null : new BotProgress(row.GetDouble(30), row.Text(31), Instants.From(row.Long(32) ?? 0)),
            Input = row.Bytes(37),
            Output = row.Bytes(38),
            Error = ErrorText.Read(row.Text(26), row.Text(25), row.Long(18) ?? 0),
            TraceId = row.Text(12),
            Origin = origin,
            ReplayOf = row.Id(14, dialect),
            IsErased = row.Bool(27),
        };
    }

    private static RunState State(DbDataReader row, bool ended, long now)
    {
        if (ended)
        {
            return RunState.Ended;
        }

        var state = (RunState)(row.Long(28) ?? 0);
        return state == RunState.Scheduled && row.Long(4) <= now ? RunState.Queued : state;
    }

    private static RunOrigin? Origin(DbDataReader row, StoreDialect dialect)
    {
        foreach (var column in (ReadOnlySpan<int>)[8, 9, 10, 11, 13, 35])
        {
            if (!row.IsDBNull(column))
            {
                return new RunOrigin
                {
                    IdempotencyKey = row.Text(8),
                    Caller = row.Text(9),
                    ParentId = row.Id(10, dialect),
                    RootId = row.Id(11, dialect),
                    TraceParent = row.Text(13),
                    Schedule = row.Text(35),
                    ScheduledFor = row.Instant(36),
                };
            }
        }

        return null;
    }
}
