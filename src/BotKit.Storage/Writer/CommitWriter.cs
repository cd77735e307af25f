using BotKit.Ledger;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rollups;
using Microsoft.Extensions.Logging;

namespace BotKit.Storage.Writer;

/// <summary>
/// One thread that does everything that waits in one transaction, commits and answers, again and again: whoever comes while a
/// commit is under way shares the next one. Nobody waits for a batch to fill.
/// </summary>
internal sealed class CommitWriter : IDisposable
{
    /// <summary>Rows in one transaction at most.</summary>
    public const int MaxRows = 500;

    private const int MaxConflicts = 20;
    private const int MaxQuickConflicts = 5;

    // A sealed command waits so long for the answer to a commit: only then is it said that nobody knows.
    private static readonly TimeSpan SealedPatience = TimeSpan.FromSeconds(5);

    private readonly StoreDialect _dialect;
    private readonly WriterTransactions _transactions;
    private readonly CommandQueue _queue;
    private readonly ILogger _logger;
    private readonly Action<StoreCommand> _committed;
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly Thread _thread;
    private int _failures;

    /// <param name="dialect">The database.</param>
    /// <param name="newWriter">Makes the ids of this writer in roll-ups.</param>
    /// <param name="maxWaiting">Rows that may wait for it.</param>
    /// <param name="committed">Told of each command after its commit.</param>
    /// <param name="logger">The log.</param>
    public CommitWriter(StoreDialect dialect, Func<Guid> newWriter, int maxWaiting, Action<StoreCommand> committed, ILogger logger)
    {
        _dialect = dialect;
        _transactions = new WriterTransactions(dialect, new TallyBook(newWriter), logger);
        _queue = new CommandQueue(maxWaiting);
        _committed = committed;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "BotKit store writer" };
        _thread.Start();
    }

    /// <summary>Transactions that were committed.</summary>
    public long Commits => _transactions.Commits;

    /// <summary>Whether the last transaction could not reach the store.</summary>
    public bool IsAway => Volatile.Read(ref _failures) > 0;

    public void Submit(StoreCommand command)
    {
        command.SubmittedAt = _clock.GetTimestamp();
        _queue.Add(command);
    }

    /// <summary>Takes nothing more. What waits is still done, unless the store is away.</summary>
    public void Close() => _queue.Close();

    /// <summary>Does what waits and stops.</summary>
    public void Dispose()
    {
        Close();
        _thread.Join();
    }

    private void Run()
    {
        var batch = new List<StoreCommand>();
        while (_queue.Take(batch, MaxRows))
        {
            try
            {
                // What others hold up goes by itself, so that nobody waits with it.
                var contended = batch.FindAll(static command => command.IsContended);
                ProcessSorted(contended.Count == 0 ? batch : batch.FindAll(static command => !command.IsContended));
                foreach (var command in contended)
                {
                    Process([command]);
                }
            }
#pragma warning disable CA1031 // The writer must outlive whatever a batch does to it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.WriterFailed(_logger, exception);
                _transactions.Drop();
                FailAll(batch, Failure(exception));
            }

            batch.Clear();
        }

        _transactions.Drop();
    }

    // Stable, so that commands of one kind keep their order.
    private void ProcessSorted(List<StoreCommand> batch)
        => Process(batch.Count <= 1 ? batch : [.. batch.OrderBy(static command => command.Kind)]);

    private void Process(List<StoreCommand> batch)
    {
        var conflicts = 0;
        var first = 0;
        while (first < batch.Count)
        {
            var part = first == 0 ? batch : batch.GetRange(first, batch.Count - first);
            var attempt = _transactions.TryCommit(part);
            switch (attempt.Fault)
            {
                case null:
                    first += attempt.Done;
                    conflicts = 0;
                    Recovered();
                    Deliver(part, attempt.Done);
                    break;
                case StoreFault.Data when part.Count == 1:
                    part[0].Fail(new BotStoreException("The store refused the data of a row.", attempt.Exception));
                    Log.RowRefused(_logger, attempt.Exception!, part[0].Kind.ToString());
                    return;
                case StoreFault.Data:
                    Split(part, 2);
                    return;
                case StoreFault.Conflict when !attempt.IsInside && ++conflicts <= MaxConflicts && !part.TrueForAll(IsExpired):
                case StoreFault.Conflict when attempt.IsInside && attempt.IsQuick && ++conflicts <= MaxQuickConflicts:
                    _queue.Pause(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 5 * conflicts)));
                    break;
                case StoreFault.Conflict when attempt.IsInside && part.Count == 1:
                    PutAside(part[0], attempt.Exception!);
                    return;
                case StoreFault.Conflict when attempt.IsInside:
                    // In few steps to the one that somebody keeps waiting: each of them waits, too.
                    Split(part, (int)Math.Ceiling(Math.Sqrt(part.Count)));
                    return;
                default:
                    Postpone(part, attempt.Exception!);
                    return;
            }
        }
    }

    private void Split(List<StoreCommand> batch, int parts)
    {
        foreach (var part in batch.Chunk((batch.Count + parts - 1) / parts))
        {
            Process([.. part]);
        }
    }

    private void PutAside(StoreCommand command, Exception exception)
    {
        if (IsExpired(command) || _queue.IsClosed)
        {
            Log.Contended(_logger, exception, command.Kind.ToString());
            GiveUp(command, new BotStoreException("Another transaction holds for too long what this one needs.", exception));
            return;
        }

        command.IsContended = true;
        command.Unseal();
        _queue.PutAside(command);
        _queue.Pause(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 20)));
    }

    private void Deliver(List<StoreCommand> batch, int count)
    {
        for (var i = 0; i < count; i++)
        {
            batch[i].Deliver();
        }

        for (var i = 0; i < count; i++)
        {
            _committed(batch[i]);
        }
    }

    // The store is away: whoever has waited long enough is told so, the others wait on.
    private void Postpone(List<StoreCommand> batch, Exception exception)
    {
        if (Interlocked.Increment(ref _failures) == 1)
        {
            Log.StoreAway(_logger, exception, _dialect.Name);
        }

        // A writer that stops waits for nothing.
        var isClosed = _queue.IsClosed;
        batch.ForEach(static command => command.Unseal());
        _queue.AddAgain(batch);
        foreach (var command in _queue.Take(command => isClosed || IsExpired(command)))
        {
            GiveUp(command, exception);
        }

        _queue.Pause(TimeSpan.FromMilliseconds(Math.Min(250, 10 << Math.Min(_failures, 5))));
    }

    private static void GiveUp(StoreCommand command, Exception exception)
        => command.Fail(command.IsOutcomeUnknown
            ? new BotStoreException("The store did not say whether it is done.", exception)
            {
                IsOutcomeUnknown = true,
                ExecutionId = command.ExecutionId,
            }
            : Failure(exception));

    private bool IsExpired(StoreCommand command)
        => _clock.GetElapsedTime(command.SubmittedAt)
            >= (command.IsOutcomeUnknown && command.Patience < SealedPatience ? SealedPatience : command.Patience);

    private void Recovered()
    {
        if (Interlocked.Exchange(ref _failures, 0) > 0)
        {
            Log.StoreBack(_logger, _dialect.Name);
        }
    }

    private static BotStoreException Failure(Exception exception)
        => exception as BotStoreException ?? new BotStoreException("The store is not available.", exception);

    private static void FailAll(IEnumerable<StoreCommand> batch, Exception exception)
    {
        foreach (var command in batch)
        {
            command.Fail(exception);
        }
    }
}
