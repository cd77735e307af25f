using BotKit.Diagnostics;
using Polly;
using Polly.Retry;

namespace BotKit.Pipeline;

/// <summary>Repeats attempts after a transient failure, by Polly's retry with exponential delays and decorrelated jitter.</summary>
internal sealed class AttemptRetry
{
    private static readonly ResiliencePropertyKey<BotRun> RunKey = new("botkit.run");

    private readonly ResiliencePipeline<BotFailure?> _pipeline;

    public AttemptRetry(BotRetryOptions options, TimeProvider clock)
    {
        var maxDelay = options.MaxDelay;
        var strategy = new RetryStrategyOptions<BotFailure?>
        {
            ShouldHandle = static arguments => new(arguments.Outcome.Result is { IsTransient: true }),
            MaxRetryAttempts = options.MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = options.UseJitter,
            Delay = options.Delay,
            MaxDelay = maxDelay,
            DelayGenerator = arguments => new(arguments.Outcome.Result?.RetryAfter is { } asked
                ? asked > maxDelay ? maxDelay : asked
                : null),
            OnRetry = static arguments =>
            {
                if (arguments.Context.Properties.TryGetValue(RunKey, out var run))
                {
                    Log.Retrying(
                        run.Shared.Logger, run.ExecutionId, run.Bot, run.Attempt, run.Failure?.Code ?? "", arguments.RetryDelay.TotalMilliseconds);
                }

                return default;
            },
        };
        _pipeline = new ResiliencePipelineBuilder<BotFailure?> { TimeProvider = clock }.AddRetry(strategy).Build();
    }

    public async ValueTask ContinueAsync(BotRun run, IAttempt attempt)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, run.Token);
        try
        {
            context.Properties.Set(RunKey, run);
            var outcome = await _pipeline.ExecuteOutcomeAsync(
                static async (_, retrying) => Outcome.FromResult(await retrying.NextAsync().ConfigureAwait(false)),
                context,
                new Retrying(run, attempt)).ConfigureAwait(false);
            if (outcome.Exception is { } canceledWhileWaiting)
            {
                run.Fail(canceledWhileWaiting, timedOut: !run.WasCanceled);
            }
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Gives the failure that is known already as the first outcome, then repeats the attempt.</summary>
    private sealed class Retrying(BotRun run, IAttempt attempt)
    {
        private bool _begun;

        public async ValueTask<BotFailure?> NextAsync()
        {
            if (_begun)
            {
                await attempt.RepeatAsync(run).ConfigureAwait(false);
            }

            _begun = true;
            return run.IsOver ? null : run.Failure;
        }
    }
}
