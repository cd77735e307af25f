using BotKit.Benchmarks.Work;

namespace BotKit.Benchmarks.Bots;

/// <summary>The same work as a bot.</summary>
internal sealed class LeadBot(LeadScoring scoring) : BaseBot<LeadInput, LeadScore>
{
    protected override ValueTask<LeadScore> ExecuteAsync(LeadInput input, BotContext context, CancellationToken cancellationToken)
        => new(scoring.Score(input));
}
