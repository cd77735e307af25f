using System.Data;
using System.Data.Common;
using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.Storage.Rollups;

namespace BotKit.Storage.Dialect;

/// <summary>One kind of database: how to reach it, how it writes values, and what its exceptions mean.</summary>
internal abstract class StoreDialect : IAsyncDisposable
{
    /// <summary>Its name in messages and in the registration: <c>SQLite</c>, <c>PostgreSQL</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether other processes use the same store.</summary>
    public abstract bool IsShared { get; }

    /// <summary>How many writers there are, each with a thread and a session of its own. Default 1.</summary>
    public virtual int Lanes => 1;

    /// <summary>Which writer takes commands of a kind.</summary>
    public virtual int LaneOf(Commands.CommandKind kind) => 0;

    /// <summary>
    /// Makes the store ready: reaches it, locks it where one process owns it, brings its schema up to date. Called once, and
    /// again when it threw.
    /// </summary>
    public abstract ValueTask OpenAsync(CancellationToken cancellationToken);

    /// <summary>Opens a connection for a writer, its settings checked. It blocks.</summary>
    /// <param name="tallies">The roll-ups of this writer.</param>
    public abstract StoreSession OpenSession(TallyBook tallies);

    /// <summary>Reads on a connection of its own, which holds no snapshot for long.</summary>
    public abstract ValueTask<T> ReadAsync<T>(Func<StoreConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken);

    /// <summary>Submits a run on the connection of somebody else's transaction; notifying is left to the caller's commit.</summary>
    /// <exception cref="NotSupportedException">The transaction belongs to another kind of database, or to another one of this kind.</exception>
    public abstract ValueTask<EnqueueResult> EnqueueAsync(RunSubmission run, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Renews a lease on a path of its own; <see langword="null"/> leaves it to the writer's queue.</summary>
    public virtual NodeBeat? Beat(Guid node) => null;

    /// <summary>Tells other processes that there may be something to claim. After the commit, off the way of whoever waits for it.</summary>
    public virtual void NotifyOthers()
    {
    }

    /// <summary>Tells other processes that this one is idle and wants to hear their <see cref="NotifyOthers"/>.</summary>
    /// <returns>Whether they did not know yet: whoever is about to sleep claims once more.</returns>
    public virtual ValueTask<bool> GoIdleAsync(CancellationToken cancellationToken) => new(false);

    /// <summary>Called by whoever hears other processes' <see cref="NotifyOthers"/>.</summary>
    public Action? Heard { get; set; }

    /// <summary>What an exception means.</summary>
    public abstract StoreFault Classify(Exception exception);

    /// <summary>The type of ids.</summary>
    public abstract DbType IdType { get; }

    /// <summary>An id as the driver takes it.</summary>
    public abstract object ToId(Guid id);

    /// <summary>An id as the driver gives it.</summary>
    public abstract Guid ReadId(DbDataReader reader, int column);

    /// <summary>A condition: the text of an expression holds that of another, in upper or lower case.</summary>
    public abstract string Holds(string expression, string text);

    /// <summary>A table with a column <c>value</c>: the texts of a JSON array.</summary>
    public abstract string Each(string array);

    /// <summary>
    /// Puts this database's words into a shared text: <c>{id} {bytes} {text} {int} {real} {auto}</c> for types and so on. Default as it is.
    /// </summary>
    public virtual string Translate(string sql) => sql;

    public abstract ValueTask DisposeAsync();
}
