namespace BotKit.Benchmarks.Work;

/// <summary>What a hand-written service calls: resolved from each call's scope.</summary>
internal interface IScoreHandler
{
    ValueTask<LeadScore> HandleAsync(LeadInput lead, CancellationToken cancellationToken);
}
