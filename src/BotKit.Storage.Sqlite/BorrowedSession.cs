using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rollups;
using BotKit.Storage.Runs;
using BotKit.Storage.Schedules;
using Microsoft.Data.Sqlite;

namespace BotKit.Storage.Sqlite;

/// <summary>Writes one run in somebody else's transaction, which alone decides whether it is accepted.</summary>
internal sealed class BorrowedSession(SqliteDialect dialect, SqliteConnection connection, TimeProvider timeProvider)
    : StoreSession(dialect, connection, new TallyBook(static () => Guid.Empty))
{
    public override long Now { get; } = timeProvider.GetUtcNow().ToUnixTimeMilliseconds();

    public override ScheduleRows Schedules => throw new NotSupportedException();

    protected override bool OwnsConnection => false;

    public EnqueueResult Enqueue(RunSubmission run) => RunEnqueuing.Enqueue(this, run, new QueueRoom());

    public override void Begin() => throw new NotSupportedException();

    public override void Commit() => throw new NotSupportedException();

    public override void Rollback() => throw new NotSupportedException();

    public override int End(IReadOnlyList<EndCommand> commands) => throw new NotSupportedException();

    public override int Release(IReadOnlyList<ReleaseCommand> commands) => throw new NotSupportedException();

    public override int Log(IReadOnlyList<LogCommand> commands) => throw new NotSupportedException();

    public override int Record(IReadOnlyList<RecordCommand> commands) => throw new NotSupportedException();

    public override int BeginRuns(IReadOnlyList<BeginCommand> commands) => throw new NotSupportedException();

    public override int Enqueue(IReadOnlyList<EnqueueCommand> commands) => throw new NotSupportedException();

    public override int Claim(IReadOnlyList<ClaimCommand> commands) => throw new NotSupportedException();
}
