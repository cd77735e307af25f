using System.Data.Common;
using BotKit.Storage.Commands;
using BotKit.Storage.Rollups;
using BotKit.Storage.Schedules;

namespace BotKit.Storage.Dialect;

/// <summary>
/// The writer's connection: one transaction at a time. This is the seam between the databases: the hot commands below come in
/// lists, and each database writes them its own way, SQLite row by row with prepared statements, PostgreSQL with one statement
/// for all. Everything else is shared SQL.
/// </summary>
internal abstract class StoreSession(StoreDialect dialect, DbConnection connection, TallyBook tallies) : StoreConnection(dialect, connection)
{
    /// <summary>What the open transaction adds to roll-ups and refusals.</summary>
    public TallyBook Tallies => tallies;

    public abstract void Begin();

    public abstract void Commit();

    /// <summary>Undoes the open transaction, if there is one. It does not throw.</summary>
    public abstract void Rollback();

    /// <summary>Renews leases, for dialects that have no path of their own for it (<see cref="StoreDialect.Beat"/>).</summary>
    public virtual int Beat(IReadOnlyList<BeatCommand> commands) => throw new NotSupportedException();

    /// <summary>Executes commands of one kind, or the first of them; each is answered.</summary>
    /// <returns>How many were executed, from 1: fewer than all ends the transaction, and the others follow in the next.</returns>
    public abstract int End(IReadOnlyList<EndCommand> commands);

    /// <inheritdoc cref="End"/>
    public abstract int Release(IReadOnlyList<ReleaseCommand> commands);

    /// <inheritdoc cref="End"/>
    public abstract int Log(IReadOnlyList<LogCommand> commands);

    /// <inheritdoc cref="End"/>
    public abstract int Record(IReadOnlyList<RecordCommand> commands);

    /// <inheritdoc cref="End"/>
    public abstract int BeginRuns(IReadOnlyList<BeginCommand> commands);

    /// <inheritdoc cref="End"/>
    public abstract int Enqueue(IReadOnlyList<EnqueueCommand> commands);

    /// <inheritdoc cref="End"/>
    public abstract int Claim(IReadOnlyList<ClaimCommand> commands);

    /// <summary>Writes what the transaction added to roll-ups and refusals; called last, before the commit.</summary>
    public virtual void WriteTallies() => TallyStatements.Write(this);

    /// <summary>Whether the transaction has lasted long enough.</summary>
    public virtual bool IsOverdue => false;

    /// <summary>The rows of schedules.</summary>
    public abstract ScheduleRows Schedules { get; }

    /// <summary>Executes a batch, sorted by kind, or its first part.</summary>
    /// <returns>How many commands were executed, from 1.</returns>
    public int Execute(IReadOnlyList<StoreCommand> batch)
    {
        var done = 0;
        while (done < batch.Count)
        {
            var kind = batch[done].Kind;
            var end = done + 1;
            while (end < batch.Count && batch[end].Kind == kind)
            {
                end++;
            }

            var count = end - done;
            var executed = Execute(kind, batch, done, count);
            done += executed;
            if (executed < count || (IsOverdue && done < batch.Count))
            {
                break;
            }
        }

        WriteTallies();
        return done;
    }

    private int Execute(CommandKind kind, IReadOnlyList<StoreCommand> batch, int first, int count)
        => kind switch
        {
            CommandKind.Beat => Beat(Part<BeatCommand>(batch, first, count)),
            CommandKind.End => End(Part<EndCommand>(batch, first, count)),
            CommandKind.Release => Release(Part<ReleaseCommand>(batch, first, count)),
            CommandKind.Log => Log(Part<LogCommand>(batch, first, count)),
            CommandKind.Record => Record(Part<RecordCommand>(batch, first, count)),
            CommandKind.Begin => BeginRuns(Part<BeginCommand>(batch, first, count)),
            CommandKind.Enqueue => Enqueue(Part<EnqueueCommand>(batch, first, count)),
            CommandKind.Claim => Claim(Part<ClaimCommand>(batch, first, count)),
            CommandKind.Refusal => Refuse(Part<RefusalCommand>(batch, first, count)),
            _ => Cold(batch, first, count),
        };

    /// <summary>Called before each command that is not hot, whose statements go out one by one.</summary>
    protected virtual void BeforeCold()
    {
    }

    /// <summary>Holds the queue rows of a node until the commit, so that no other writer changes them between two statements.</summary>
    public virtual void HoldRunsOf(Guid node)
    {
    }

    private int Cold(IReadOnlyList<StoreCommand> batch, int first, int count)
    {
        for (var i = 0; i < count; i++)
        {
            BeforeCold();
            ((IColdCommand)batch[first + i]).Execute(this);
            if (IsOverdue)
            {
                return i + 1;
            }
        }

        return count;
    }

    private int Refuse(RefusalCommand[] commands)
    {
        foreach (var command in commands)
        {
            Tallies.AddRefusals(command.Bot, command.Code, command.Minute, command.Count);
        }

        return commands.Length;
    }

    private static T[] Part<T>(IReadOnlyList<StoreCommand> batch, int first, int count)
        where T : StoreCommand
    {
        var part = new T[count];
        for (var i = 0; i < count; i++)
        {
            part[i] = (T)batch[first + i];
        }

        return part;
    }
}
