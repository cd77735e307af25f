using BotKit.Queue;

namespace BotKit.Ledger;

/// <summary>Submits runs, all or none. The caller holds the lock.</summary>
internal sealed class EnqueueRound(InMemoryRuns runs)
{
    private readonly List<HeldRun> _accepted = [];
    private readonly HashSet<Guid> _ids = [];
    private readonly Dictionary<string, int> _added = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _now = runs.Now;
    private long _bytes;

    public IReadOnlyList<EnqueueResult> Run(IReadOnlyList<RunSubmission> submissions)
    {
        var results = new EnqueueResult[submissions.Count];
        var isRefused = false;
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Submit(submissions[i]);
            isRefused |= results[i].Outcome is not (EnqueueOutcome.Accepted or EnqueueOutcome.Joined);
        }

        foreach (var run in _accepted)
        {
            if (isRefused)
            {
                runs.Keys.End(run.Id, null);
            }
            else
            {
                runs.Add(run);
                runs.Line(run.Bot).Wait(run, run.Submission.DueOf(_now), _now);
            }
        }

        return results;
    }

    private EnqueueResult Submit(RunSubmission run)
    {
        if (runs.Find(run.ExecutionId) is not null || runs.Ring.FindEnded(run.ExecutionId) is not null || _ids.Contains(run.ExecutionId))
        {
            return new(EnqueueOutcome.Accepted, run.ExecutionId);
        }

        if (run.Origin?.IdempotencyKey is { } key)
        {
            var claim = runs.Keys.Claim(run.Bot, key, run.Fingerprint, run.ExecutionId, run.KeyLifetime);
            switch (claim.Outcome)
            {
                case KeyOutcome.Won:
                    break;
                case KeyOutcome.Conflict:
                    return new(EnqueueOutcome.Conflict, claim.ExecutionId);
                case KeyOutcome.Full:
                    return new(EnqueueOutcome.StoreFull, Guid.Empty);
                default:
                    return new(claim.ExecutionId == run.ExecutionId ? EnqueueOutcome.Accepted : EnqueueOutcome.Joined, claim.ExecutionId);
            }
        }

        var held = new HeldRun(run with { Input = run.Input.ToArray() }, _now, isDirect: false);
        var refusal = Refuse(held);
        if (refusal is { } outcome)
        {
            runs.Keys.End(run.ExecutionId, null);
            return new(outcome, Guid.Empty);
        }

        _accepted.Add(held);
        _ids.Add(held.Id);
        _added[run.Bot] = _added.GetValueOrDefault(run.Bot) + 1;
        _bytes += held.Bytes;
        return new(EnqueueOutcome.Accepted, run.ExecutionId);
    }

    private EnqueueOutcome? Refuse(HeldRun run)
        => runs.Line(run.Bot).Waiting + _added.GetValueOrDefault(run.Bot) >= run.Submission.MaxQueued ? EnqueueOutcome.QueueFull
        : runs.HasRoom(_bytes + run.Bytes, _accepted.Count + 1) ? null
        : EnqueueOutcome.StoreFull;
}
