using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Pipeline;

/// <summary>
/// Calls the bot. The first attempt uses the run's own scope and costs no resilience machinery; only after a transient
/// failure is the retry entered, where every attempt has a fresh scope and a fresh bot.
/// </summary>
internal sealed class AttemptStage<TInput, TResult>(
    Func<IServiceProvider, BaseBot<TInput, TResult>> activate, TimeSpan? attemptTimeout, AttemptRetry? retry) : RunStage, IAttempt
{
    public override ValueTask InvokeAsync(BotRun run)
    {
        var attempt = AttemptAsync(run, null);
        if (!attempt.IsCompletedSuccessfully)
        {
            return RetryAfterAsync(attempt, run);
        }

        attempt.GetAwaiter().GetResult();
        return ShallRetry(run) ? retry!.ContinueAsync(run, this) : ValueTask.CompletedTask;
    }

    public async ValueTask RepeatAsync(BotRun run)
    {
        var scope = run.Shared.Scopes.CreateAsyncScope();
        await AttemptAsync(run, scope.ServiceProvider).ConfigureAwait(false);
        await RunScopes.DisposeAsync(scope, run).ConfigureAwait(false);
    }

    private bool ShallRetry(BotRun run) => retry is not null && run.Failure is { IsTransient: true } && !run.IsOver;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask RetryAfterAsync(ValueTask attempt, BotRun run)
    {
        await attempt.ConfigureAwait(false);
        if (ShallRetry(run))
        {
            await retry!.ContinueAsync(run, this).ConfigureAwait(false);
        }
    }

    private ValueTask AttemptAsync(BotRun run, IServiceProvider? services)
        => attemptTimeout is { } timeout ? CallWithinAsync((BotRun<TInput, TResult>)run, services, timeout)
        : CallAsync((BotRun<TInput, TResult>)run, services, run.Token);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask CallWithinAsync(BotRun<TInput, TResult> run, IServiceProvider? services, TimeSpan timeout)
    {
        var source = TokenSources.Rent(run.Shared.Clock);
        var link = run.Token.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
        var limit = run.Shared.Clock.CreateTimer(static state => ((AttemptLimit)state!).Pass(), new AttemptLimit(run, source), timeout, Timeout.InfiniteTimeSpan);
        await CallAsync(run, services, source.Token).ConfigureAwait(false);
        await limit.DisposeAsync().ConfigureAwait(false);
        if (!run.Token.IsCancellationRequested)
        {
            run.StopGrace();
        }

        await link.DisposeAsync().ConfigureAwait(false);
        TokenSources.Return(source, run.Shared.Clock);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask CallAsync(BotRun<TInput, TResult> run, IServiceProvider? services, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            run.Attempt++;
            var bot = activate(services ?? run.Services);
            run.Succeed(await bot.InvokeExecuteAsync(run.TypedInput!, run.Context, cancellationToken).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Whatever a bot throws is classified once, here, and ends in its envelope.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            run.Fail(exception, timedOut: cancellationToken.IsCancellationRequested && !run.WasCanceled);
        }
    }
}
