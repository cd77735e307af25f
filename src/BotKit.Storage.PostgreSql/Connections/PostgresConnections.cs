using Npgsql;

namespace BotKit.Storage.PostgreSql.Connections;

/// <summary>The one data source of a store, and the settings that each of its sessions starts with.</summary>
internal sealed class PostgresConnections : IAsyncDisposable
{
    // Statements are prepared once, often while the tables are empty; plans made then must be good for millions of rows.
    // A lock is not waited for as long as a caller waits: whatever shares a transaction with the wait waits, too.
    private const string Settings =
        "-c statement_timeout=5000 -c lock_timeout=500 -c idle_in_transaction_session_timeout=10000 "
        + "-c default_transaction_isolation=read\\ committed -c default_transaction_read_only=off -c timezone=UTC "
        + "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_bitmapscan=off -c jit=off "
        + "-c plan_cache_mode=force_generic_plan";

    // One for each writer for as long as the store is open, and one at least that reads.
    private const int MinPoolSize = 4;

    private readonly NpgsqlDataSource _source;
    private readonly string _apart;

    /// <exception cref="InvalidOperationException">The pool is too small.</exception>
    public PostgresConnections(string connectionString, string schema)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { Enlist = false, IncludeErrorDetail = false };
        if (builder.Pooling && builder.MaxPoolSize < MinPoolSize)
        {
            throw new InvalidOperationException(
                $"The store needs a connection pool of at least {MinPoolSize}, but its connection string has Maximum Pool Size={builder.MaxPoolSize}.");
        }

        builder.Options = string.IsNullOrWhiteSpace(builder.Options) ? Settings : $"{builder.Options} {Settings}";
        builder.SearchPath = schema;
        builder.ApplicationName ??= "BotKit";
        builder.MaxAutoPrepare = Math.Max(builder.MaxAutoPrepare, 100);
        builder.AutoPrepareMinUsages = 2;
        builder.TcpKeepAlive = true;
        builder.TcpKeepAliveTime = builder.TcpKeepAliveTime is 0 ? 5 : builder.TcpKeepAliveTime;
        builder.TcpKeepAliveInterval = builder.TcpKeepAliveInterval is 0 ? 1 : builder.TcpKeepAliveInterval;
        builder.Timeout = Math.Min(builder.Timeout, 5);
        builder.CommandTimeout = Math.Min(builder.CommandTimeout, 6);
        Database = builder.Database ?? builder.Username ?? "";
        _source = new NpgsqlDataSourceBuilder(builder.ConnectionString).Build();

        // Outside the pool: a lease must not wait for a free connection.
        builder.Pooling = false;
        builder.MaxAutoPrepare = 10;
        _apart = builder.ConnectionString;
    }

    /// <summary>The database's name.</summary>
    public string Database { get; }

    public NpgsqlConnection Open() => _source.OpenConnection();

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => _source.OpenConnectionAsync(cancellationToken);

    /// <summary>Makes a connection of its own, outside the pool.</summary>
    public NpgsqlConnection CreateApart() => new(_apart);

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
