namespace BotKit.Ledger;

/// <summary>A run that was held and has ended.</summary>
/// <param name="Run">How it is shown.</param>
/// <param name="HandOuts">Its hand-outs.</param>
/// <param name="Checkpoints">What it left behind.</param>
internal sealed record EndedRun(StoredRun Run, IReadOnlyList<RunHandOut> HandOuts, IReadOnlyList<BotCheckpoint> Checkpoints)
{
    public long Bytes
        => RunSize.Row + RunSize.Origin + Run.Input.Length + Run.Output.Length + (2L * (Run.Error?.Message.Length ?? 0))
        + (64L * HandOuts.Count) + Checkpoints.Sum(static it => (long)it.Json.Length);

    public EndedRun Erase() => new(Run with { Input = default, Output = default, IsErased = true }, HandOuts, []);
}
