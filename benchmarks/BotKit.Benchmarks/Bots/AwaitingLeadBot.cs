using BotKit.Benchmarks.Work;

namespace BotKit.Benchmarks.Bots;

/// <summary>The same work, but it really waits.</summary>
internal sealed class AwaitingLeadBot(LeadScoring scoring) : BaseBot<LeadInput, LeadScore>
{
    protected override async ValueTask<LeadScore> ExecuteAsync(LeadInput input, BotContext context, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return scoring.Score(input);
    }
}
