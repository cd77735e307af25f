using System.Data;
using System.Data.Common;
using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.PostgreSql.Connections;
using BotKit.Storage.PostgreSql.Schema;
using BotKit.Storage.PostgreSql.Session;
using BotKit.Storage.PostgreSql.Wake;
using BotKit.Storage.Rollups;
using Microsoft.Extensions.Logging;

namespace BotKit.Storage.PostgreSql;

/// <summary>PostgreSQL, shared by many nodes.</summary>
internal sealed class PostgresDialect : StoreDialect
{
    public const string StoreName = "PostgreSQL";

    private const int SubmitLane = 0;
    private const int WorkLane = 1;
    private const int OtherLane = 2;

    private readonly PostgreSqlStoreOptions _options;
    private readonly ILogger _logger;
    private readonly PostgresConnections _connections;
    private readonly PostgresVoice _voice;
    private readonly PostgresHeart _heart;
    private readonly PostgresEar _ear;
    private readonly ServerClock _serverClock;

    public PostgresDialect(PostgreSqlStoreOptions options, TimeProvider timeProvider, ILogger logger)
    {
        _options = options;
        _logger = logger;
        TimeProvider = timeProvider;
        _connections = new PostgresConnections(options.ConnectionString, options.Schema);
        _voice = new PostgresVoice(_connections);
        _heart = new PostgresHeart(_connections);
        _ear = new PostgresEar(_connections, () => Heard?.Invoke(), _voice.Forget, logger);
        _serverClock = new ServerClock();
    }

    public override string Name => StoreName;

    public override bool IsShared => true;

    public override int Lanes => 3;

    /// <summary>The ear, for tests that wait until it listens.</summary>
    public PostgresEar Ear => _ear;

    public TimeProvider TimeProvider { get; }

    /// <summary>Set by tests only: the time that the store shall take for the server's, in UTC milliseconds.</summary>
    public Func<long>? Clock { get; set; }

    public override DbType IdType => DbType.Guid;

    public override int LaneOf(CommandKind kind)
        => kind switch
        {
            CommandKind.Enqueue or CommandKind.Begin => SubmitLane,
            CommandKind.End or CommandKind.Release or CommandKind.Claim => WorkLane,
            _ => OtherLane,
        };

    public override ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        var migration = Task.Run(() => PostgresMigration.Run(_connections, _options, _logger, cancellationToken), cancellationToken);
        return StartAsync(migration);
    }

    public override StoreSession OpenSession(TallyBook tallies)
    {
        var connection = _connections.Open();
        try
        {
            PostgresDurability.Ensure(connection, _options, _logger);
            var session = new PostgresSession(this, connection, tallies);
            Observe(session.Now);
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override async ValueTask<T> ReadAsync<T>(
        Func<StoreConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var connection = await _connections.OpenAsync(cancellationToken).ConfigureAwait(false);
        using var reader = new PostgresReader(this, connection);
        return await read(reader, cancellationToken).ConfigureAwait(false);
    }

    public override ValueTask<EnqueueResult> EnqueueAsync(RunSubmission run, DbTransaction transaction, CancellationToken cancellationToken)
        => GuestEnqueue.EnqueueAsync(run, transaction, _connections.Database, _options.Schema, Clock?.Invoke(), cancellationToken);

    public override NodeBeat? Beat(Guid node) => _heart.Beat(node, Clock?.Invoke());

    public override void NotifyOthers() => _voice.NotifyOthers();

    public override ValueTask<bool> GoIdleAsync(CancellationToken cancellationToken) => _voice.SleepAsync(cancellationToken);

    /// <summary>A claim brought as much as there was room for: others may have the rest.</summary>
    public void HasHandsFull() => _voice.Wake();

    /// <summary>The store's time as far as it is known here, for showing only.</summary>
    public long Estimate() => Clock?.Invoke() ?? _serverClock.Now;

    public void Observe(long now) => _serverClock.Observe(now);

    public override StoreFault Classify(Exception exception) => PostgresFaults.Classify(exception);

    public override object ToId(Guid id) => id;

    public override Guid ReadId(DbDataReader reader, int column) => reader.GetGuid(column);

    public override string Holds(string expression, string text) => $"strpos(lower({expression}), lower({text})) > 0";

    public override string Each(string array) => $"(select value from jsonb_array_elements_text(cast({array} as jsonb)))";

    public override string Translate(string sql) => SchemaWords.Translate(sql);

    public override async ValueTask DisposeAsync()
    {
        await _ear.DisposeAsync().ConfigureAwait(false);
        await _voice.DisposeAsync().ConfigureAwait(false);
        _heart.Dispose();
        await _connections.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask StartAsync(Task migration)
    {
        await migration.ConfigureAwait(false);
        _ear.Start();
    }
}
