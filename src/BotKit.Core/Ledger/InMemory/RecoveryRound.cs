using BotKit.Nodes;

namespace BotKit.Ledger;

/// <summary>Recovers the runs that a node held. The caller holds the lock.</summary>
internal sealed class RecoveryRound(InMemoryRuns runs)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private readonly DateTimeOffset _now = runs.Now;
    private int _requeued;
    private int _dead;
    private int _canceled;
    private int _interrupted;

    public NodeRecovery Run(Guid node)
    {
        foreach (var run in runs.Held.Where(run => run.Owner == node).ToArray())
        {
            Recover(run);
        }

        return new NodeRecovery(_requeued, _dead, _canceled, _interrupted);
    }

    /// <summary>How long a run waits that was lost so often: 0.25 to 0.5 s at first, doubled with each loss, up to a minute.</summary>
    internal static TimeSpan DelayOf(int lost, double random)
    {
        var mean = FirstDelay * Math.Pow(2, Math.Min(lost - 1, 10)) * (1 + random);
        return mean < LongestDelay ? mean : LongestDelay;
    }

    private void Recover(HeldRun run)
    {
        if (run.IsCancelRequested)
        {
            _canceled++;
            runs.End(run, BotStatus.Canceled, BotErrorCodes.CanceledByOperator, HandOutEnd.Lost, _now);
        }
        else if (run.IsDirect)
        {
            _interrupted++;
            if (run.Submission.Origin?.IdempotencyKey is null)
            {
                runs.End(run, BotStatus.Failed, BotErrorCodes.Interrupted, HandOutEnd.Lost, _now);
            }
            else
            {
                run.TakeBack(HandOutEnd.Lost, _now, 0, BotErrorCodes.Interrupted);
            }
        }
        else if (run.Lost + 1 >= run.Submission.MaxLost)
        {
            _dead++;
            var code = run.Submission.MaxLost == 1 ? BotErrorCodes.Interrupted : BotErrorCodes.LostTooOften;
            runs.End(run, BotStatus.Dead, code, HandOutEnd.Lost, _now);
        }
        else
        {
            _requeued++;
            var line = runs.Line(run.Bot);
            line.Stop(run);
            run.TakeBack(HandOutEnd.Lost, _now, 0, BotErrorCodes.Interrupted);
            line.Wait(run, InMemoryRuns.Floor(_now + DelayOf(run.Lost, Random.Shared.NextDouble())), _now);
        }
    }
}
