namespace BotKit.Ledger;

/// <summary>A run that has ended, in the ring: as it was recorded, as it was held, or what is left of it.</summary>
internal readonly struct RunRow
{
    // Nothing unless it was recorded.
    private readonly RunRecord _run;

    // The run that was held, or what was left when it was erased.
    private readonly object? _kept;

    public RunRow(in RunRecord run)
    {
        Id = run.Result.ExecutionId;
        _run = run;
    }

    public RunRow(HeldRun held)
    {
        Id = held.Id;
        _kept = held;
    }

    public RunRow(ErasedRun erased)
    {
        Id = erased.Run.ExecutionId;
        _kept = erased;
    }

    public Guid Id { get; }

    public DateTimeOffset CreatedAt => _kept switch
    {
        HeldRun held => held.CreatedAt,
        ErasedRun erased => erased.Run.CreatedAt,
        _ => _run.StartedAt,
    };

    public DateTimeOffset EndedAt => _kept switch
    {
        HeldRun held => held.EndedAt,
        ErasedRun erased => erased.Run.EndedAt!.Value,
        _ => _run.StartedAt + _run.Result.Duration,
    };

    public IReadOnlyList<RunHandOut> HandOuts => _kept switch
    {
        HeldRun held => held.HandOuts,
        ErasedRun erased => erased.HandOuts,
        _ => [],
    };

    public IReadOnlyList<BotCheckpoint> Checkpoints => _kept is HeldRun held ? held.Checkpoints : [];

    /// <summary>Whether it was held, and ended as somebody says.</summary>
    public bool EndedSo(RunOutcome outcome) => _kept switch
    {
        HeldRun held => held.Fence == outcome.Fence && held.Outcome!.Status == outcome.Status,
        ErasedRun { Run: var run } => run.Fence == outcome.Fence && run.Status == outcome.Status,
        _ => false,
    };

    public bool Matches(RunQuery query) => _kept switch
    {
        HeldRun held => query.Matches(held),
        ErasedRun erased => query.Matches(erased.Run),
        _ => query.Matches(_run),
    };

    public StoredRun Read(RunReader reader, bool withPayloads) => _kept switch
    {
        HeldRun held => held.Read(held.EndedAt, withPayloads),
        ErasedRun erased => erased.Run,
        _ => reader.Read(_run, withPayloads),
    };

    /// <summary>The same without what it took, returned and left behind.</summary>
    public RunRow Erase(RunReader reader) => new(new ErasedRun(Read(reader, withPayloads: false) with { IsErased = true }, HandOuts));
}
