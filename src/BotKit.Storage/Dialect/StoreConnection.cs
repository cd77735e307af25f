using System.Data.Common;

namespace BotKit.Storage.Dialect;

/// <summary>A connection with its prepared statements and its store's clock. Used by one thread at a time.</summary>
internal abstract class StoreConnection(StoreDialect dialect, DbConnection connection) : IDisposable
{
    private const int CommandTimeoutSeconds = 5;

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    public StoreDialect Dialect => dialect;

    public DbConnection Connection => connection;

    /// <summary>The store's clock, UTC milliseconds. Within a transaction of the writer it stands still.</summary>
    public abstract long Now { get; }

    /// <summary>Whether the connection is closed with it. Default.</summary>
    protected virtual bool OwnsConnection => true;

    /// <summary>The statement of a text; made once for each connection.</summary>
    public Statement Sql(string text)
    {
        if (!_statements.TryGetValue(text, out var statement))
        {
            _statements.Add(text, statement = Prepare(dialect.Translate(text)));
        }

        return statement;
    }

    /// <summary>Stops the running statement when a token fires, where the driver does not do so by itself.</summary>
    public virtual IDisposable? InterruptWith(CancellationToken cancellationToken) => null;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the statement of a text. Default a command of the driver.</summary>
    protected virtual Statement Prepare(string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts are constants; what varies are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = CommandTimeoutSeconds;
        return new CommandStatement(command, dialect);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var statement in _statements.Values)
            {
                statement.Dispose();
            }

            _statements.Clear();
            if (OwnsConnection)
            {
                connection.Dispose();
            }
        }
    }
}
