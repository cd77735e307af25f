using BotKit.Benchmarks.HandWritten;
using BotKit.Benchmarks.Work;
using Mediator;
using Polly;

namespace BotKit.Benchmarks.Mediators;

/// <summary>Circuit breaker, total timeout and retry around the handler.</summary>
internal sealed class ResilienceBehavior(ResiliencePipeline resilience) : IPipelineBehavior<ScoreLead, Envelope<LeadScore>>
{
    public async ValueTask<Envelope<LeadScore>> Handle(
        ScoreLead message, MessageHandlerDelegate<ScoreLead, Envelope<LeadScore>> next, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        try
        {
            return await resilience.ExecuteAsync(
                static (context, call) => call.Next(call.Message, context.CancellationToken),
                context,
                (Next: next, Message: message)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
