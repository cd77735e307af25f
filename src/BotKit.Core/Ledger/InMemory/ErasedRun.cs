namespace BotKit.Ledger;

/// <summary>What is left of a run that was erased.</summary>
/// <param name="Run">How it is shown.</param>
/// <param name="HandOuts">Its hand-outs.</param>
internal sealed record ErasedRun(StoredRun Run, IReadOnlyList<RunHandOut> HandOuts);
