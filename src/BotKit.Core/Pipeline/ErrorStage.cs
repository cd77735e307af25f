using System.Runtime.CompilerServices;

namespace BotKit.Pipeline;

/// <summary>Catches what validators, middleware and scopes throw; a bot's own exceptions were caught at its attempt.</summary>
internal sealed class ErrorStage(RunStage next) : RunStage
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask InvokeAsync(BotRun run)
    {
        try
        {
            await next.InvokeAsync(run).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nothing but a programmer's mistake at the call escapes a run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            run.Fail(exception, timedOut: run.Token.IsCancellationRequested && run.Cancellation == RunCancellation.None);
            run.LeaveCircuit(run.End);
        }
    }
}
