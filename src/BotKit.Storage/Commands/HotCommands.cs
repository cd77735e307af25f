using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;

namespace BotKit.Storage.Commands;

internal sealed class BeatCommand(Guid node) : StoreCommand<NodeBeat>(CommandKind.Beat, 1)
{
    public Guid Node => node;
}

internal sealed class EnqueueCommand(IReadOnlyList<RunSubmission> runs)
    : StoreCommand<IReadOnlyList<EnqueueResult>>(CommandKind.Enqueue, runs.Count)
{
    public IReadOnlyList<RunSubmission> Runs => runs;

    public override Guid ExecutionId => runs.Count == 1 ? runs[0].ExecutionId : default;
}

internal sealed class BeginCommand(RunSubmission run, Guid node) : StoreCommand<RunBegin>(CommandKind.Begin, 1)
{
    public RunSubmission Run => run;

    public Guid Node => node;

    public override Guid ExecutionId => run.ExecutionId;
}

internal sealed class EndCommand(RunOutcome outcome) : StoreCommand<bool>(CommandKind.End, 1)
{
    public RunOutcome Outcome => outcome;

    public override Guid ExecutionId => outcome.ExecutionId;
}

internal sealed class ReleaseCommand(RunRelease release) : StoreCommand<bool>(CommandKind.Release, 1)
{
    public RunRelease Release => release;

    public override Guid ExecutionId => release.ExecutionId;
}

/// <param name="request">Who asks, and for what it has room.</param>
/// <param name="number">
/// Unique in this process: it is written to the claimed rows, so that repeating the command finds what it claimed before.
/// </param>
internal sealed class ClaimCommand(ClaimRequest request, long number) : StoreCommand<ClaimBatch>(CommandKind.Claim, request.Free)
{
    public ClaimRequest Request => request;

    public long Number => number;
}
