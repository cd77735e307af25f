using System.Runtime.CompilerServices;

namespace BotKit.Pipeline;

/// <summary>One piece of user middleware.</summary>
internal sealed class MiddlewareStage : RunStage
{
    private readonly Func<BotContext, BotDelegate, CancellationToken, ValueTask> _middleware;
    private readonly BotDelegate _next;

    public MiddlewareStage(Func<BotContext, BotDelegate, CancellationToken, ValueTask> middleware, RunStage next)
    {
        _middleware = middleware;
        _next = (context, _) => ((RunContext)context).Run is { End: RunEnd.None } run
            ? Keep(run, next.InvokeAsync(run))
            : throw new InvalidOperationException("A middleware called the next delegate twice, or after setting BotContext.Result.");
    }

    // A middleware may stop waiting for what is inside it, which then must not come back to an object that another run uses.
    private static ValueTask Keep(BotRun run, ValueTask work)
    {
        if (!work.IsCompleted)
        {
            run.MakeKnown();
        }

        return work;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask InvokeAsync(BotRun run)
    {
        run.HasWaited = true;
        await _middleware(run.Context, _next, run.Token).ConfigureAwait(false);
        if (run.End == RunEnd.None)
        {
            throw new InvalidOperationException(
                "A middleware neither called the next delegate nor set BotContext.Result.");
        }
    }
}
