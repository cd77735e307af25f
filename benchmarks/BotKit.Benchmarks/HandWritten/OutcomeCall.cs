using BotKit.Benchmarks.Work;
using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace BotKit.Benchmarks.HandWritten;

/// <summary>Polly's fastest way, which few write by hand: a pipeline of one type of result, and outcomes instead of exceptions.</summary>
internal sealed class OutcomeCall(IServiceScopeFactory scopes, ResiliencePipeline<LeadScore> resilience) : IGuardedCall
{
    public async ValueTask<LeadScore> CallAsync(LeadInput lead, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
            var outcome = await resilience.ExecuteOutcomeAsync(
                static (context, call) => HandleAsync(call.Services, call.Lead, context.CancellationToken),
                context,
                (Services: scope.ServiceProvider, Lead: lead)).ConfigureAwait(false);
            ResilienceContextPool.Shared.Return(context);
            outcome.ThrowIfException();
            return outcome.Result!;
        }
    }

    private static async ValueTask<Outcome<LeadScore>> HandleAsync(IServiceProvider services, LeadInput lead, CancellationToken cancellationToken)
    {
        try
        {
            return Outcome.FromResult(
                await services.GetRequiredService<IScoreHandler>().HandleAsync(lead, cancellationToken).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // An outcome carries any exception.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Outcome.FromException<LeadScore>(exception);
        }
    }
}
