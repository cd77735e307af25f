namespace BotKit.Ledger;

/// <summary>A run that has ended, in the ring: as it was recorded, or as it was held.</summary>
internal readonly struct RunRow
{
    // Nothing when it was held.
    private readonly RunRecord _run;

    public RunRow(in RunRecord run)
    {
        Id = run.Result.ExecutionId;
        _run = run;
    }

    public RunRow(EndedRun ended)
    {
        Id = ended.Run.ExecutionId;
        Ended = ended;
    }

    public Guid Id { get; }

    public EndedRun? Ended { get; }

    public DateTimeOffset CreatedAt => Ended is { } ended ? ended.Run.CreatedAt : _run.StartedAt;

    public DateTimeOffset EndedAt => Ended is { } ended ? ended.Run.EndedAt!.Value : _run.StartedAt + _run.Result.Duration;

    public bool Matches(RunQuery query) => Ended is { } ended ? query.Matches(ended.Run) : query.Matches(_run);

    public StoredRun Read(RunReader reader, bool withPayloads) => Ended switch
    {
        null => reader.Read(_run, withPayloads),
        { Run: var run } => withPayloads ? run : run with { Input = default, Output = default },
    };
}
