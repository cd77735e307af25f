using BotKit.Storage.Dialect;
using BotKit.Storage.PostgreSql.Hot;
using BotKit.Storage.Rollups;
using BotKit.Storage.Schedules;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Session;

/// <summary>
/// A writer's connection. Hot commands become one statement for all of a kind, collected and sent together; where nothing had to
/// be sent before, the commit goes with them.
/// </summary>
internal sealed partial class PostgresSession : StoreSession
{
    private readonly PostgresDialect _dialect;
    private readonly NpgsqlConnection _connection;
    private readonly RoundTrip _trip;
    private readonly QueueDepths _room;
    private long? _now;

    public PostgresSession(PostgresDialect dialect, NpgsqlConnection connection, TallyBook tallies)
        : base(dialect, connection, tallies)
    {
        _dialect = dialect;
        _connection = connection;
        _trip = new RoundTrip(connection);
        _room = new QueueDepths(dialect.TimeProvider);
        Schedules = new PostgresSchedules(this, connection, _trip, _room, Insert);
    }

    /// <summary>What a test says the time is, otherwise <see langword="null"/>.</summary>
    private long? Said => _dialect.Clock?.Invoke();

    public override ScheduleRows Schedules { get; }

    public override long Now => _now ??= ReadNow();

    public override void Begin()
    {
        _now = null;
        _lateClaims.Clear();
        _room.Begin();
    }

    public override void Commit()
    {
        _trip.Commit();
        _isCautious = false;
        AnswerLateClaims();
    }

    public override void Rollback()
    {
        _room.Forget();
        _locks.Clear();
        _hasEnds = false;
        _doubtful.Clear();
        _isCautious = _trip.LastError is EndSql.Unexpected;
        try
        {
            _trip.Rollback();
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or TimeoutException or IOException)
        {
            // The connection is gone, and the transaction with it.
        }
    }

    public override void HoldRunsOf(Guid node)
    {
        Sql(ClaimSql.TakeNode).Set("node", node).Any();
        Sql("select id from bot_queue where owner = @node and state = 2 order by id for update").Set("node", node).Any();
    }

    protected override void BeforeCold() => _trip.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _trip.Dispose();
        }

        base.Dispose(disposing);
    }

    private long ReadNow()
    {
        if (Said is { } said)
        {
            return said;
        }

        using var command = new NpgsqlCommand("select " + Clock.Now, _connection);
        return (long)command.ExecuteScalar()!;
    }
}
