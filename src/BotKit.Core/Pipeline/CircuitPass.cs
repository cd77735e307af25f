using BotKit.Resilience;

namespace BotKit.Pipeline;

/// <summary>A run's ticket of the circuit, which it gives back once.</summary>
internal struct CircuitPass
{
    private CircuitTicket _ticket;
    private int _isHeld;

    public void Hold(CircuitTicket ticket)
    {
        _ticket = ticket;
        Volatile.Write(ref _isHeld, 1);
    }

    public void Leave(BotRun run, RunEnd end)
    {
        if (end == RunEnd.Succeeded && run.Runtime.Circuit.IsUntroubled)
        {
            // There is nothing to tell; should another give the ticket back at this moment, either may be the first.
            Volatile.Write(ref _isHeld, 0);
            return;
        }

        if (Interlocked.Exchange(ref _isHeld, 0) == 0)
        {
            return;
        }

        var outcome = end switch
        {
            RunEnd.Succeeded => CircuitOutcome.Success,
            // What the host broke off says nothing of the bot.
            _ when run.Cancellation == RunCancellation.Host => CircuitOutcome.Neutral,
            RunEnd.TimedOut => CircuitOutcome.Failure,
            RunEnd.Failed when run.Failure is not { Severity: BotSeverity.Warning } => CircuitOutcome.Failure,
            _ => CircuitOutcome.Neutral,
        };
        run.Runtime.Circuit.Leave(_ticket, outcome);
        if (_ticket.IsProbe && outcome == CircuitOutcome.Neutral)
        {
            run.Runtime.ProbeFreed?.Invoke(run.ExecutionId);
        }
    }
}
