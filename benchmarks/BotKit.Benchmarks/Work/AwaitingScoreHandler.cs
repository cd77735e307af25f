namespace BotKit.Benchmarks.Work;

/// <summary>The same, but it really waits.</summary>
internal sealed class AwaitingScoreHandler(LeadScoring scoring) : IScoreHandler
{
    public async ValueTask<LeadScore> HandleAsync(LeadInput lead, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return scoring.Score(lead);
    }
}
