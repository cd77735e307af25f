using BotKit.Queue;

namespace BotKit.Ledger;

/// <summary>The ledger of this process; what it holds is bounded and does not survive a restart.</summary>
internal sealed class InMemoryBotLedger : IBotLedger
{
    private readonly Lock _gate;
    private readonly InMemoryRuns _runs;
    private readonly RunSize _size;
    private readonly RunReader _reader;
    private readonly RefusalTable _refusals;

    /// <param name="options">How much to hold.</param>
    /// <param name="timeProvider">The store's clock.</param>
    /// <param name="find">Finds a bot by name: its JSON is how the sizes of its payloads are measured. Default: they are guessed.</param>
    public InMemoryBotLedger(InMemoryLedgerOptions options, TimeProvider timeProvider, Func<string, BotDescriptor?>? find = null)
        : this(options, new InMemoryRuns(options, timeProvider, new WorkSignal(timeProvider)), find)
    {
    }

    public InMemoryBotLedger(InMemoryLedgerOptions options, InMemoryRuns runs, Func<string, BotDescriptor?>? find, StoredInputs? inputs = null)
    {
        _runs = runs;
        _gate = runs.Gate;
        _size = new RunSize(find ?? (static _ => null));
        _reader = new RunReader(find ?? (static _ => null), inputs);
        _refusals = new RefusalTable(options.MaxRefusals);
    }

    public bool IsDurable => false;

    /// <summary>The estimated bytes of all ended runs that it holds.</summary>
    public long RunBytes => _runs.Ring.Bytes;

    public void Record(in RunRecord run)
    {
        var account = _runs.Account(run.Result.Bot);
        var tally = _runs.Rollups.TallyOf(account, Minutes.OfEnd(run));
        var bytes = _size.Of(run, account);
        lock (_gate)
        {
            tally.Add(run.Result);
            _runs.Ring.Add(run, bytes);
        }
    }

    public void RecordRefusal(string bot, string code, DateTimeOffset at)
    {
        var account = _runs.Account(bot);
        var minute = Minutes.Of(at);
        _refusals.Add(account, code, minute);
        _runs.Rollups.TallyOf(account, minute).AddRefusal();
    }

    public ValueTask<StoredRun?> FindAsync(Guid executionId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_runs.Find(executionId) is { } held)
            {
                return new(held.Read(_runs.Now, withPayloads: true));
            }
        }

        return new(_runs.Ring.Find(executionId) is { } row ? row.Read(_reader, withPayloads: true) : null);
    }

    public ValueTask<IReadOnlyList<StoredRun>> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        query.ThrowIfInvalid(_runs.Now);
        (DateTimeOffset, Guid)? below = null;
        if (query.Before is { } before)
        {
            below = PlaceOf(before);
            if (below is null)
            {
                return new([]);
            }
        }

        var page = new RunPage<RunRow>(query.Count, below);
        var held = new RunPage<StoredRun>(query.Count, below);
        lock (_gate)
        {
            var now = _runs.Now;
            foreach (var run in _runs.Held)
            {
                var stored = run.Read(now, withPayloads: false);
                if (query.Matches(stored))
                {
                    held.Offer(stored, stored.CreatedAt, stored.ExecutionId);
                }
            }
        }

        _runs.Ring.Scan((_, row) =>
        {
            if (row.Matches(query))
            {
                page.Offer(row, row.CreatedAt, row.Id);
            }

            return !page.IsPast(row.EndedAt);
        });

        // A run that ended between the two looks is in both; it is shown as it is now.
        var runs = page.Take().ConvertAll(row => row.Read(_reader, withPayloads: false));
        var ended = runs.Select(static run => run.ExecutionId).ToHashSet();
        runs.AddRange(held.Take().Where(run => !ended.Contains(run.ExecutionId)));
        return new([.. runs
            .OrderByDescending(static run => run.CreatedAt)
            .ThenByDescending(static run => run.ExecutionId)
            .Take(query.Count)]);
    }

    public ValueTask<IReadOnlyList<RunHandOut>> ListHandOutsAsync(Guid executionId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new([.. _runs.Find(executionId)?.HandOuts ?? _runs.Ring.FindEnded(executionId)?.HandOuts ?? []]);
        }
    }

    public ValueTask<bool> EraseAsync(Guid executionId, CancellationToken cancellationToken)
    {
        if (_runs.Ring.Find(executionId) is not { } row)
        {
            return new(false);
        }

        var isErased = _runs.Ring.Replace(executionId, row.Erase(_reader));
        _runs.Keys.Erase(executionId);
        _runs.EraseLogs(executionId);
        return new(isErased);
    }

    public ValueTask<IReadOnlyList<RefusalRecord>> ListRefusalsAsync(string? bot, int count, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(count);
        return new(_refusals.List(bot, count));
    }

    public ValueTask<IReadOnlyList<RunRollup>> ReadRollupsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        => new(_runs.Rollups.Read(from, to));

    public ValueTask<RunBegin> BeginAsync(RunSubmission run, Guid node, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new(Begin(run, node));
        }
    }

    public ValueTask<bool> EndAsync(RunOutcome outcome, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_runs.Find(outcome.ExecutionId, outcome.Fence) is { } run)
            {
                _runs.End(run, outcome, null, _runs.Now);
            }
            else
            {
                return new(_runs.Ring.FindEnded(outcome.ExecutionId)?.EndedSo(outcome) == true);
            }
        }

        _runs.Append(outcome.Logs);
        return new(true);
    }

    public ValueTask<StoredEnvelope?> WaitForKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
        => new(_runs.Keys.WaitAsync(bot, key, executionId, cancellationToken));

    private RunBegin Begin(RunSubmission run, Guid node)
    {
        if (_runs.Find(run.ExecutionId) is { IsDirect: true } known)
        {
            return new RunBegin(KeyOutcome.Won, known.Id, known.Fence);
        }

        var now = _runs.Now;
        if (run.Origin?.IdempotencyKey is { } key)
        {
            var claim = _runs.Keys.Claim(run.Bot, key, run.Fingerprint, run.ExecutionId, run.KeyLifetime);
            if (claim.Outcome == KeyOutcome.InFlight && _runs.Find(claim.ExecutionId) is { IsDirect: true, Owner: null } interrupted)
            {
                interrupted.TakeOver(node, _runs.Nodes.GetValueOrDefault(node)?.Name, now);
                return new RunBegin(KeyOutcome.Won, interrupted.Id, interrupted.Fence);
            }

            if (claim.Outcome != KeyOutcome.Won)
            {
                return claim;
            }
        }

        var held = new HeldRun(run with { Input = run.Input.ToArray() }, now, isDirect: true) { DueAt = now };
        if (!_runs.HasRoom(held.Bytes, runs: 1))
        {
            _runs.Keys.End(run.ExecutionId, null);
            return new RunBegin(KeyOutcome.Full, Guid.Empty);
        }

        held.HandOut(node, _runs.Nodes.GetValueOrDefault(node)?.Name, now);
        _runs.Add(held);
        return new RunBegin(KeyOutcome.Won, held.Id, held.Fence);
    }

    private (DateTimeOffset CreatedAt, Guid Id)? PlaceOf(Guid executionId)
    {
        lock (_gate)
        {
            if (_runs.Find(executionId) is { } held)
            {
                return (held.CreatedAt, held.Id);
            }
        }

        return _runs.Ring.Find(executionId) is { } row ? (row.CreatedAt, row.Id) : null;
    }
}
