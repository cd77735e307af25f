using BotKit.Chaos.History;
using BotKit.Diagnostics;

namespace BotKit.Chaos.Workers;

/// <summary>Has one effect: a line in the history.</summary>
internal sealed class WorkBot(HistoryFile history) : BaseBot<Work, Done>
{
    protected override async ValueTask<Done> ExecuteAsync(Work input, BotContext context, CancellationToken cancellationToken)
    {
        history.Write(Line(HistoryKind.Started, input, context));
        if (input.IsFlaky && context.Delivery == 1)
        {
            throw new TimeoutException();
        }

        await Task.Delay(TimeSpan.FromMilliseconds(input.Milliseconds), TimeProvider.System, cancellationToken);
        CrashPoint.Reached?.Invoke(Points.EffectBefore);
        history.Write(Line(HistoryKind.Effect, input, context));
        CrashPoint.Reached?.Invoke(Points.EffectAfter);
        return new Done(context.Fence);
    }

    private static HistoryLine Line(HistoryKind kind, Work input, BotContext context)
        => new(kind, HistoryFile.Now, input.N, context.ExecutionId, context.Fence, context.Delivery, Environment.ProcessId);
}
