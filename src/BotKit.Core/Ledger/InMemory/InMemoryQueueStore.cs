using System.Data.Common;
using BotKit.Queue;
using BotKit.State;

namespace BotKit.Ledger;

/// <summary>The queue of this process: the same rules and fences as that of a database, and nothing of it survives a restart.</summary>
internal sealed class InMemoryQueueStore(InMemoryRuns runs, IBotLedger ledger, IBotStateStore states) : IBotQueueStore
{
    public bool IsDurable => false;

    public ValueTask<IReadOnlyList<EnqueueResult>> EnqueueAsync(IReadOnlyList<RunSubmission> submissions, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<EnqueueResult> results;
        lock (runs.Gate)
        {
            results = new EnqueueRound(runs).Run(submissions);
        }

        runs.Work.Set();
        return new(results);
    }

    public ValueTask<EnqueueResult> EnqueueAsync(RunSubmission run, DbTransaction transaction, CancellationToken cancellationToken)
        => throw new NotSupportedException("The in-memory ledger has no database whose transaction could be joined.");

    public async ValueTask<ClaimBatch> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        runs.Work.Look(request.Node);
        var known = await states.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        lock (runs.Gate)
        {
            return new ClaimRound(runs, request, known).Run();
        }
    }

    public ValueTask<bool> ReleaseAsync(RunRelease release, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (runs.Gate)
        {
            if (runs.Find(release.ExecutionId, release.Fence) is not { IsDirect: false } run)
            {
                return new(false);
            }

            Release(run, release);
        }

        runs.Append(release.Logs);
        runs.Work.Set();
        return new(true);
    }

    public ValueTask<int> ReturnUnknownAsync(Guid node, IReadOnlySet<(Guid ExecutionId, long Fence)> held, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int returned;
        lock (runs.Gate)
        {
            var unknown = runs.Held.Where(run => run.Owner == node && !run.IsDirect && !held.Contains((run.Id, run.Fence))).ToArray();
            foreach (var run in unknown)
            {
                Release(run, new RunRelease { ExecutionId = run.Id, Bot = run.Bot, Fence = run.Fence, Reason = HandOutEnd.Returned });
            }

            returned = unknown.Length;
        }

        runs.Work.Set();
        return new(returned);
    }

    public ValueTask<bool> ReportAsync(Guid executionId, long fence, BotProgress progress, CancellationToken cancellationToken)
    {
        lock (runs.Gate)
        {
            if (runs.Find(executionId, fence) is not { } run)
            {
                return new(false);
            }

            run.Progress = progress;
            return new(true);
        }
    }

    public ValueTask<CancelOutcome> CancelAsync(Guid executionId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (runs.Gate)
        {
            switch (runs.Find(executionId))
            {
                case { State: RunState.Running, Owner: not null } running:
                    running.IsCancelRequested = true;
                    return new(CancelOutcome.Requested);
                case { } waiting:
                    runs.End(waiting, BotStatus.Canceled, BotErrorCodes.CanceledByOperator, null, runs.Now);
                    return new(CancelOutcome.Canceled);
            }
        }

        return new(runs.Ring.Find(executionId) is null ? CancelOutcome.Unknown : CancelOutcome.AlreadyEnded);
    }

    public ValueTask<WakeOutcome> WakeAsync(Guid executionId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (runs.Gate)
        {
            switch (runs.Find(executionId))
            {
                case { State: RunState.Running } running:
                    running.IsWakeNoted = true;
                    return new(WakeOutcome.Noted);
                case { } waiting:
                    Advance(waiting);
                    break;
                default:
                    return new(runs.Ring.Find(executionId) is null ? WakeOutcome.Unknown : WakeOutcome.Ended);
            }
        }

        runs.Work.Set();
        return new(WakeOutcome.Woken);
    }

    public async ValueTask<EnqueueResult?> ReplayAsync(Guid executionId, RunSubmission run, CancellationToken cancellationToken)
    {
        var old = await ledger.FindAsync(executionId, cancellationToken).ConfigureAwait(false);
        if (old is not { State: RunState.Ended, IsErased: false } || (run.Input.IsEmpty && old.Input.IsEmpty))
        {
            return null;
        }

        var submission = run.Input.IsEmpty ? run with { Input = old.Input, PayloadVersion = old.PayloadVersion } : run;
        submission = submission with { Bot = old.Bot, ReplayOf = executionId, Origin = ReplayOrigin.Of(run.Origin, old.Origin) };
        return (await EnqueueAsync([submission], cancellationToken).ConfigureAwait(false))[0];
    }

    public ValueTask WaitForWorkAsync(Guid node, TimeSpan atMost, CancellationToken cancellationToken)
        => runs.Work.WaitAsync(node, atMost, cancellationToken);

    public ValueTask<IReadOnlyList<QueueDepth>> ReadDepthsAsync(CancellationToken cancellationToken)
    {
        var depths = new List<QueueDepth>();
        lock (runs.Gate)
        {
            var now = runs.Now;
            foreach (var (bot, line) in runs.Lines)
            {
                line.Promote(now);
                if (line.Waiting + line.Running > 0)
                {
                    depths.Add(new QueueDepth(bot, line.Scheduled, line.Queued.Count, line.Running, now - line.OldestDue));
                }
            }
        }

        return new(depths);
    }

    private void Advance(HeldRun waiting)
    {
        var now = runs.Now;
        if (waiting.DueAt > now)
        {
            var line = runs.Line(waiting.Bot);
            line.Leave(waiting);
            line.Wait(waiting, now, now);
        }
    }

    private void Release(HeldRun run, RunRelease release)
    {
        var now = runs.Now;
        var due = release.Reason == HandOutEnd.Yielded && run.IsWakeNoted ? now : InMemoryRuns.Floor(release.DueAt ?? now + release.Delay);
        if (release.Checkpoint is { } checkpoint)
        {
            runs.Keep(run, checkpoint);
        }

        if (run.IsCancelRequested)
        {
            runs.End(run, BotStatus.Canceled, BotErrorCodes.CanceledByOperator, release.Reason, now);
            return;
        }

        var line = runs.Line(run.Bot);
        line.Stop(run);
        run.TakeBack(release.Reason, now, release.Attempts, release.Error?.Code);
        line.Wait(run, due, now);
    }
}
