using System.Runtime.CompilerServices;
using BotKit.State;

namespace BotKit.Pipeline;

/// <summary>Lets the run in as far as the circuit allows, takes the probe where one is due, and counts the outcome.</summary>
internal sealed class CircuitStage(BotRuntime bot, IProbeStore? shared, RunStage next) : RunStage
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask InvokeAsync(BotRun run)
    {
        if (!bot.Circuit.TryEnter(out var ticket, out var retryAfter))
        {
            run.Refuse(retryAfter is null ? Refusal.Isolated : Refusal.CircuitOpen(retryAfter));
            return;
        }

        run.HoldTicket(ticket);
        if (ticket.IsProbe && shared is not null && !await shared.TryWinProbeAsync(bot.Name, run.ExecutionId, run.Token).ConfigureAwait(false))
        {
            run.Refuse(Refusal.CircuitOpen(TimeSpan.FromSeconds(1)));
        }
        else
        {
            await next.InvokeAsync(run).ConfigureAwait(false);
        }

        run.LeaveCircuit(run.End);
    }
}
