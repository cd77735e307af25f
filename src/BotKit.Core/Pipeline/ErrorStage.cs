using System.Runtime.CompilerServices;

namespace BotKit.Pipeline;

/// <summary>Catches what validators, middleware and scopes throw; a bot's own exceptions were caught at its attempt.</summary>
internal sealed class ErrorStage(RunStage next) : RunStage
{
    public override ValueTask InvokeAsync(BotRun run)
    {
        try
        {
            var work = next.InvokeAsync(run);
            if (!work.IsCompletedSuccessfully)
            {
                return AwaitAsync(work, run);
            }

            work.GetAwaiter().GetResult();
            return ValueTask.CompletedTask;
        }
#pragma warning disable CA1031 // Nothing but a programmer's mistake at the call escapes a run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(run, exception);
            return ValueTask.CompletedTask;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask AwaitAsync(ValueTask work, BotRun run)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(run, exception);
        }
    }

    private static void Fail(BotRun run, Exception exception)
    {
        run.Fail(exception, timedOut: run.Token.IsCancellationRequested && !run.WasCanceled);
        run.LeaveCircuit(run.End);
    }
}
