using BotKit.Chaos.History;

namespace BotKit.Chaos.Workers;

/// <summary>Ends its process.</summary>
internal sealed class PoisonBot(HistoryFile history) : BaseBot<Work, Done>
{
    protected override ValueTask<Done> ExecuteAsync(Work input, BotContext context, CancellationToken cancellationToken)
    {
        history.Write(new HistoryLine(HistoryKind.Started, HistoryFile.Now, input.N, context.ExecutionId, context.Fence, context.Delivery, Environment.ProcessId));
        Environment.FailFast("poison");
        return default;
    }
}
