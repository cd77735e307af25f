using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Schema;
using BotKit.Storage.Writer;
using Microsoft.Extensions.Logging;

namespace BotKit.Storage;

/// <summary>
/// The heart of a relational store: opens the database once, takes commands to its writers and reads to its readers. It opens
/// with the host's start or with its first use, and closes when it is disposed, after everything else was drained.
/// </summary>
internal sealed class RelationalStore : IBotLifecycle, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(2);

    private readonly RelationalOptions _options;
    private readonly Func<string, BotDescriptor?> _find;
    private readonly RunReader _reader;
    private readonly BotKitMetrics? _metrics;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly Lock _gate = new();
    private CommitWriter[]? _writers;
    private WriteBehind? _behind;
    private bool _isDisposed;

    public RelationalStore(
        StoreDialect dialect,
        RelationalOptions options,
        TimeProvider timeProvider,
        Func<string, BotDescriptor?> find,
        BotKitMetrics? metrics,
        ILogger logger,
        StoredInputs? inputs = null)
    {
        Dialect = dialect;
        _options = options;
        TimeProvider = timeProvider;
        _find = find;
        _reader = new RunReader(find, inputs);
        _metrics = metrics;
        _logger = logger;
        Signals = new WorkSignals(timeProvider);
        dialect.Heard = Signals.Set;
    }

    public StoreDialect Dialect { get; }

    public TimeProvider TimeProvider { get; }

    public WorkSignals Signals { get; }

    public KeyWaits Keys { get; } = new();

    public ILogger Logger => _logger;

    /// <summary>How long a store that closes tries to write what still waits. Default 5 s.</summary>
    public TimeSpan StopLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether a writer's last transaction could not reach the store.</summary>
    public bool IsAway => Volatile.Read(ref _writers)?.Any(static writer => writer.IsAway) is true;

    /// <summary>Whether the store takes writes: a writer that could not reach it the last time tries again now.</summary>
    public Task<bool> TakesWritesAsync(CancellationToken cancellationToken) => StoreProbe.TakesWritesAsync(Volatile.Read(ref _writers) ?? [], cancellationToken);

    /// <summary>Transactions that its writers committed.</summary>
    public long Commits => Volatile.Read(ref _writers)?.Sum(static writer => writer.Commits) ?? 0;

    public async ValueTask StartAsync(CancellationToken cancellationToken) => await OpenAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _behind) is not { } behind)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (IsAway)
        {
            limit.CancelAfter(StopLimit);
        }

        try
        {
            await behind.FlushAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It is tried once more when the store closes, and counted then.
        }
    }

    /// <summary>Executes a command and answers after its commit.</summary>
    /// <exception cref="BotStoreException">The store cannot be reached, or does not say.</exception>
    public async Task<T> SubmitAsync<T>(StoreCommand<T> command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Volatile.Read(ref _writers) is null)
        {
            await OpenAsync(cancellationToken).ConfigureAwait(false);
        }

        command.CancelWith(cancellationToken);
        try
        {
            Submit(command);
        }
        catch (BotStoreException exception)
        {
            command.Fail(exception); // Ends its registration with the token, too.
        }

        return await command.Task.ConfigureAwait(false);
    }

    /// <summary>Executes shared SQL in a transaction of the writer.</summary>
    public Task<T> WriteAsync<TArgs, T>(TArgs args, Func<StoreSession, TArgs, T> execute, CancellationToken cancellationToken)
        => SubmitAsync(new ColdCommand<TArgs, T>(args, execute), cancellationToken);

    /// <summary>Reads; a run that was handed to the background before is seen.</summary>
    /// <exception cref="BotStoreException">The store cannot be reached.</exception>
    public async Task<T> ReadAsync<T>(Func<StoreConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Volatile.Read(ref _writers) is null)
        {
            await OpenAsync(cancellationToken).ConfigureAwait(false);
        }

        await FlushAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Dialect.ReadAsync(read, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or IOException or TimeoutException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new BotStoreException("The store could not answer.", exception);
        }
    }

    public void Submit(StoreCommand command)
    {
        var writers = _writers ?? throw new BotStoreException("The store is not open.");
        writers[writers.Length == 1 ? 0 : Dialect.LaneOf(command.Kind)].Submit(command);
    }

    /// <summary>What is written behind; before the store is open it waits in the buffer.</summary>
    public WriteBehind Behind
    {
        get
        {
            if (Volatile.Read(ref _behind) is { } behind)
            {
                return behind;
            }

            _find(""); // Now, while the container still answers: rows may be left to write when it is disposed.
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                return _behind ??= new WriteBehind(_options.MaxWrittenBehind, _reader, OpenAsync, Submit, _metrics, _logger);
            }
        }
    }

    /// <summary>There may be something to claim: wakes workers here and, where there are others, elsewhere.</summary>
    public void Wake()
    {
        Signals.Set();
        Dialect.NotifyOthers();
    }

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _writers) is not null)
        {
            return;
        }

        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_writers is not null)
            {
                return;
            }

            await Dialect.OpenAsync(cancellationToken).ConfigureAwait(false);
            var writers = new CommitWriter[Dialect.Lanes];
            for (var i = 0; i < writers.Length; i++)
            {
                writers[i] = new CommitWriter(
                    Dialect, () => Guid.CreateVersion7(TimeProvider.GetUtcNow()), _options.MaxWaiting, Committed, _logger);
            }

            Volatile.Write(ref _writers, writers);
            Log.StoreOpen(_logger, Dialect.Name, SchemaVersions.Current);
        }
        finally
        {
            _opening.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        WriteBehind? behind;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            behind = _behind;
        }

        if (behind is not null)
        {
            await behind.StopAsync(StopLimit).ConfigureAwait(false);
        }

        var writers = Volatile.Read(ref _writers) ?? [];
        Array.ForEach(writers, static writer => writer.Close());
        Array.ForEach(writers, static writer => writer.Dispose());
        if (behind is not null)
        {
            await behind.DisposeAsync().ConfigureAwait(false);
        }

        await Dialect.DisposeAsync().ConfigureAwait(false);
        _opening.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Waits until what was handed to the background before is stored.</summary>
    /// <exception cref="BotStoreException">It is not within 2 s.</exception>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _behind) is not { IsEmpty: false } behind)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(SettleLimit);
        try
        {
            await behind.FlushAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BotStoreException("The store is away or cannot keep up: what happened before is not stored yet.", exception);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_behind is not { IsEmpty: false } behind || IsAway)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(FlushLimit);
        try
        {
            await behind.FlushAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The reader sees what is stored so far.
        }
    }

    private void Committed(StoreCommand command)
    {
        switch (command)
        {
            case EnqueueCommand enqueue when enqueue.Answered?.Any(static result => result.Outcome == EnqueueOutcome.Accepted) is true:
            case ReleaseCommand:
                Wake();
                break;
            case EndCommand end:
                Keys.Ended(end.Outcome.ExecutionId);
                break;
        }
    }
}
