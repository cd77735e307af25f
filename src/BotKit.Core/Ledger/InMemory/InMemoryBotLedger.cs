using System.Collections.Concurrent;

namespace BotKit.Ledger;

/// <summary>The ledger of this process; what it holds is bounded and does not survive a restart.</summary>
internal sealed class InMemoryBotLedger : IBotLedger
{
    // One lock for both of a record's writes, held for some 20 ns: a second one would cost more than it frees.
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, BotAccount> _accounts = new(StringComparer.Ordinal);
    private readonly RunRing _runs;
    private readonly RunSize _size;
    private readonly RunReader _reader;
    private readonly RollupTable _rollups;
    private readonly RefusalTable _refusals;
    private readonly KeyTable _keys;

    /// <param name="options">How much to hold.</param>
    /// <param name="timeProvider">The clock of idempotency keys.</param>
    /// <param name="find">Finds a bot by name: its JSON is how the sizes of its payloads are measured. Default: they are guessed.</param>
    public InMemoryBotLedger(InMemoryLedgerOptions options, TimeProvider timeProvider, Func<string, BotDescriptor?>? find = null)
    {
        _runs = new RunRing(_gate, options.MaxRuns, options.MaxRunBytes);
        _size = new RunSize(find ?? (static _ => null));
        _reader = new RunReader(find ?? (static _ => null));
        _rollups = new RollupTable(_gate, options.MaxRollups, options.RollupRetention);
        _refusals = new RefusalTable(options.MaxRefusals);
        _keys = new KeyTable(options.MaxKeys, options.MaxKeyBytes, timeProvider);
    }

    public bool IsDurable => false;

    /// <summary>The estimated bytes of all runs it holds.</summary>
    public long RunBytes => _runs.Bytes;

    public void Record(RunRecord run)
    {
        var account = Account(run.Result.Bot);
        var tally = _rollups.TallyOf(account, Minutes.OfEnd(run));
        var bytes = _size.Of(run, account);
        lock (_gate)
        {
            tally.Add(run.Result);
            _runs.Add(run, bytes);
        }
    }

    public void RecordRefusal(string bot, string code, DateTimeOffset at)
    {
        var account = Account(bot);
        var minute = Minutes.Of(at);
        _refusals.Add(account, code, minute);
        _rollups.TallyOf(account, minute).AddRefusal();
    }

    public ValueTask<StoredRun?> FindAsync(Guid executionId, CancellationToken cancellationToken)
        => new(_runs.Find(executionId) is { } run ? _reader.Read(run, withPayloads: true) : null);

    public ValueTask<IReadOnlyList<StoredRun>> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(query.Count);
        return new([.. _runs.List(query).Select(run => _reader.Read(run, withPayloads: false))]);
    }

    public ValueTask<IReadOnlyList<RunHandOut>> ListHandOutsAsync(Guid executionId, CancellationToken cancellationToken) => new([]);

    public ValueTask<bool> EraseAsync(Guid executionId, CancellationToken cancellationToken) => new(false);

    public ValueTask<IReadOnlyList<RefusalRecord>> ListRefusalsAsync(string? bot, int count, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(count);
        return new(_refusals.List(bot, count));
    }

    public ValueTask<IReadOnlyList<RunRollup>> ReadRollupsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        => new(_rollups.Read(from, to));

    public ValueTask<RunBegin> BeginAsync(RunSubmission run, Guid node, CancellationToken cancellationToken)
        => new(run.Origin?.IdempotencyKey is { } key
            ? _keys.Claim(run.Bot, key, run.Fingerprint, run.ExecutionId, run.KeyLifetime)
            : new RunBegin(KeyOutcome.Won, run.ExecutionId, 1));

    public ValueTask<bool> EndAsync(RunOutcome outcome, CancellationToken cancellationToken)
    {
        _keys.End(outcome.ExecutionId, StoredEnvelope.Of(outcome));
        return new(true);
    }

    public ValueTask<StoredEnvelope?> WaitForKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
        => new(_keys.WaitAsync(bot, key, executionId, cancellationToken));

    private BotAccount Account(string bot)
        => _accounts.TryGetValue(bot, out var account) ? account : _accounts.GetOrAdd(bot, static name => new BotAccount(name));
}
