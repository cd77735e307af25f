using System.Runtime.CompilerServices;
using BotKit.State;

namespace BotKit.Pipeline;

/// <summary>Lets the run in as far as the circuit allows, takes the probe where one is due, and counts the outcome.</summary>
internal sealed class CircuitStage(BotRuntime bot, IProbeStore? shared, RunStage next) : RunStage
{
    public override ValueTask InvokeAsync(BotRun run)
    {
        if (!bot.Circuit.TryEnter(out var ticket, out var retryAfter))
        {
            run.Refuse(retryAfter is null ? Refusal.Isolated : Refusal.CircuitOpen(retryAfter));
            return ValueTask.CompletedTask;
        }

        run.HoldTicket(ticket);
        if (ticket.IsProbe && shared is not null)
        {
            return ProbeAsync(run, shared);
        }

        var work = next.InvokeAsync(run);
        if (!work.IsCompletedSuccessfully)
        {
            return LeaveAfterAsync(work, run);
        }

        work.GetAwaiter().GetResult();
        run.LeaveCircuit(run.End);
        return ValueTask.CompletedTask;
    }

    private async ValueTask ProbeAsync(BotRun run, IProbeStore store)
    {
        var isWon = false;
        try
        {
            isWon = await store.TryWinProbeAsync(bot.Name, run.ExecutionId, run.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            run.LeaveCircuit(RunEnd.Canceled);
            throw;
        }

        if (isWon)
        {
            await next.InvokeAsync(run).ConfigureAwait(false);
        }
        else
        {
            run.Refuse(Refusal.CircuitOpen(TimeSpan.FromSeconds(1)));
        }

        run.LeaveCircuit(run.End);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask LeaveAfterAsync(ValueTask work, BotRun run)
    {
        await work.ConfigureAwait(false);
        run.LeaveCircuit(run.End);
    }
}
