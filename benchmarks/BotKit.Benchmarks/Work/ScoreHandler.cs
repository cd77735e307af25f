namespace BotKit.Benchmarks.Work;

/// <summary>Answers at once.</summary>
internal sealed class ScoreHandler(LeadScoring scoring) : IScoreHandler
{
    public ValueTask<LeadScore> HandleAsync(LeadInput lead, CancellationToken cancellationToken) => new(scoring.Score(lead));
}
