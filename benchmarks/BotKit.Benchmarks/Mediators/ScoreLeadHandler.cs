using BotKit.Benchmarks.HandWritten;
using BotKit.Benchmarks.Work;
using Mediator;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Benchmarks.Mediators;

/// <summary>
/// Calls the work in a scope of its own. Mediator, its behaviours and this handler are singletons, as its documentation
/// recommends: that is its fastest way (with scoped lifetimes it rebuilds its chain of behaviours for each call).
/// </summary>
internal sealed class ScoreLeadHandler(IServiceScopeFactory scopes) : IRequestHandler<ScoreLead, Envelope<LeadScore>>
{
    public async ValueTask<Envelope<LeadScore>> Handle(ScoreLead request, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var score = await scope.ServiceProvider.GetRequiredService<IScoreHandler>().HandleAsync(request.Lead, cancellationToken).ConfigureAwait(false);
            return new Envelope<LeadScore> { Success = true, Handler = "lead", Attempts = 1, Data = score };
        }
    }
}
