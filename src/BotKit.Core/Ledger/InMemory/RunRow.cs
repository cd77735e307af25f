namespace BotKit.Ledger;

/// <summary>A run that has ended, in the ring: as it was recorded, or as it was held.</summary>
internal readonly record struct RunRow(Guid Id, RunRecord? Run, EndedRun? Ended)
{
    public DateTimeOffset CreatedAt => Run is { } run ? run.StartedAt : Ended!.Run.CreatedAt;

    public DateTimeOffset EndedAt => Run is { } run ? run.StartedAt + run.Result.Duration : Ended!.Run.EndedAt!.Value;

    public bool Matches(RunQuery query) => Run is { } run ? query.Matches(run) : query.Matches(Ended!.Run);
}
