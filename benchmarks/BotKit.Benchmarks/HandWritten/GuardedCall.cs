using BotKit.Benchmarks.Work;
using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace BotKit.Benchmarks.HandWritten;

/// <summary>As Polly's documentation has it for little overhead: a pooled context, a static callback, the state passed along.</summary>
internal sealed class GuardedCall(IServiceScopeFactory scopes, ResiliencePipeline resilience) : IGuardedCall
{
    public async ValueTask<LeadScore> CallAsync(LeadInput lead, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
            try
            {
                return await resilience.ExecuteAsync(
                    static (context, call) => call.Services.GetRequiredService<IScoreHandler>().HandleAsync(call.Lead, context.CancellationToken),
                    context,
                    (Services: scope.ServiceProvider, Lead: lead)).ConfigureAwait(false);
            }
            finally
            {
                ResilienceContextPool.Shared.Return(context);
            }
        }
    }
}
