using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace BotKit.Ledger;

/// <summary>The ledger of this process; what it holds is bounded and does not survive a restart.</summary>
internal sealed class InMemoryBotLedger : IBotLedger
{
    // A power of two.
    private const int AtHand = 256;

    // One lock for both of a record's writes, held for some 20 ns: a second one would cost more than it frees.
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, BotAccount> _accounts = new(StringComparer.Ordinal);
    private readonly BotAccount?[] _atHand = new BotAccount?[AtHand];
    private readonly RunRing _runs;
    private readonly RunSize _size;
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
        _rollups = new RollupTable(_gate, options.MaxRollups, options.RollupRetention);
        _refusals = new RefusalTable(options.MaxRefusals);
        _keys = new KeyTable(options.MaxKeys, options.MaxKeyBytes, timeProvider);
    }

    public bool IsDurable => false;

    /// <summary>The estimated bytes of all runs it holds.</summary>
    public long RunBytes => _runs.Bytes;

    public void Record(in RunRecord run)
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

    public ValueTask<RunRecord?> FindAsync(Guid executionId, CancellationToken cancellationToken) => new(_runs.Find(executionId));

    public ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(query.Count);
        return new(_runs.List(query));
    }

    public ValueTask<IReadOnlyList<RefusalRecord>> ListRefusalsAsync(string? bot, int count, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(count);
        return new(_refusals.List(bot, count));
    }

    public ValueTask<IReadOnlyList<RunRollup>> ReadRollupsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        => new(_rollups.Read(from, to));

    public ValueTask<KeyClaim> ClaimKeyAsync(
        string bot, string key, ReadOnlyMemory<byte> fingerprint, Guid executionId, TimeSpan lifetime, CancellationToken cancellationToken)
        => new(_keys.Claim(bot, key, fingerprint, executionId, lifetime));

    public ValueTask CompleteKeyAsync(string bot, string key, StoredEnvelope envelope, CancellationToken cancellationToken)
    {
        _keys.Complete(bot, key, envelope);
        return ValueTask.CompletedTask;
    }

    public ValueTask ReleaseKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
    {
        _keys.Release(bot, key, executionId);
        return ValueTask.CompletedTask;
    }

    public ValueTask<StoredEnvelope?> WaitForKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
        => new(_keys.WaitAsync(bot, key, executionId, cancellationToken));

    // The name of a registered bot is always the same object: to compare references is cheaper than to hash its characters.
    private BotAccount Account(string bot)
    {
        ref var atHand = ref _atHand[RuntimeHelpers.GetHashCode(bot) & (AtHand - 1)];
        if (Volatile.Read(ref atHand) is { } nearest && ReferenceEquals(nearest.Bot, bot))
        {
            return nearest;
        }

        var account = _accounts.GetOrAdd(bot, static name => new BotAccount(name));
        if (ReferenceEquals(account.Bot, bot))
        {
            Volatile.Write(ref atHand, account);
        }

        return account;
    }
}
