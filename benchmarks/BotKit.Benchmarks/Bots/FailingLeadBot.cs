using BotKit.Benchmarks.Work;

namespace BotKit.Benchmarks.Bots;

/// <summary>Always fails, which opens its circuit.</summary>
internal sealed class FailingLeadBot : BaseBot<LeadInput, LeadScore>
{
    protected override ValueTask<LeadScore> ExecuteAsync(LeadInput input, BotContext context, CancellationToken cancellationToken)
        => throw new BotException("down", "The service is down.");
}
