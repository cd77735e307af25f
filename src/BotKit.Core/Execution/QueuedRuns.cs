using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Execution;

/// <summary>Turns what callers ask for into submissions for the queue: bound, validated and written as JSON.</summary>
internal sealed class QueuedRuns<TInput, TResult>(
    BotRunner<TInput, TResult> runner, PipelineComposer<TInput, TResult> composer, RunServices services)
{
    private static readonly BotFieldError[] Missing = [new("$", "An input is required.", "required")];

    public async ValueTask<RunSubmission> PrepareAsync(
        TInput? input, JsonInput? json, BotTrigger trigger, BotRunOptions? options, BotEnqueueOptions? when, CancellationToken cancellationToken)
    {
        var delay = DelayOf(when);
        ThrowIfDisabled();
        input = await CheckAsync(input, json, cancellationToken).ConfigureAwait(false);
        var key = options?.DryRun == true ? null : options?.IdempotencyKey;
        IdempotencyKey.ThrowIfInvalid(key);
        var settings = runner.Runtime.Options;
        return new RunSubmission
        {
            ExecutionId = ExecutionIds.Create(services.Clock.GetUtcNow()),
            Bot = runner.Name,
            Trigger = trigger == BotTrigger.Code ? BotTrigger.Queue : trigger,
            Input = Write(input),
            PayloadVersion = runner.Descriptor.PayloadVersion,
            Priority = when?.Priority ?? BotDefaults.Priority,
            Delay = when?.Delay ?? TimeSpan.Zero,
            DueAt = when?.DueAt,
            IsDryRun = options?.DryRun == true,
            Origin = OriginOf(key, options?.Caller),
            Fingerprint = key is null ? default : composer.Binder.Fingerprint(input),
            KeyLifetime = settings.IdempotencyKeyLifetime + delay,
            MaxLost = settings.Repeatable ? settings.Queue.MaxLost : 1,
            MaxQueued = settings.Queue.MaxQueued,
        };
    }

    /// <summary>Binds and validates an input of which runs are made later, also while the bot is disabled.</summary>
    /// <returns>What is stored of it.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> PrepareInputAsync(TInput? input, JsonInput? json, CancellationToken cancellationToken)
        => Write(await CheckAsync(input, json, cancellationToken).ConfigureAwait(false));

    /// <summary>The submission of a run that repeats one that has ended, with the same input, which is not validated anew.</summary>
    public RunSubmission Repeat(StoredRun old, BotRunOptions? options)
    {
        var settings = runner.Runtime.Options;
        ThrowIfDisabled();
        var isDryRun = old.IsDryRun || options?.DryRun == true;
        var key = isDryRun ? null : options?.IdempotencyKey;
        IdempotencyKey.ThrowIfInvalid(key);
        if (composer.Binder.Stored.IsRemoved(old.Input, old.PayloadVersion))
        {
            throw Reject(new Refusal(BotErrorCodes.InputRemoved, null).ToError(services.Clock.GetUtcNow()));
        }

        return new RunSubmission
        {
            ExecutionId = ExecutionIds.Create(services.Clock.GetUtcNow()),
            Bot = runner.Name,
            Trigger = BotTrigger.Replay,
            Input = default,
            PayloadVersion = old.PayloadVersion,
            Priority = old.Priority,
            IsDryRun = isDryRun,
            Origin = OriginOf(key, options?.Caller),
            Fingerprint = key is null ? default : FingerprintOf(old),
            KeyLifetime = settings.IdempotencyKeyLifetime,
            ReplayOf = old.ExecutionId,
            MaxLost = settings.Repeatable ? settings.Queue.MaxLost : 1,
            MaxQueued = settings.Queue.MaxQueued,
        };
    }

    private async ValueTask<TInput> CheckAsync(TInput? input, JsonInput? json, CancellationToken cancellationToken)
    {
        if (json is { } text && !composer.Binder.TryBind(text.Utf8, out input, out var problems, out var isMalformed))
        {
            throw Reject(isMalformed ? BotErrorCodes.MalformedJson : BotErrorCodes.InvalidInput, problems);
        }

        if (input is null)
        {
            throw Reject(BotErrorCodes.InvalidInput, Missing);
        }

        await ValidateAsync(input, cancellationToken).ConfigureAwait(false);
        return input;
    }

    private ReadOnlyMemory<byte> Write(TInput input)
    {
        try
        {
            return composer.Binder.Write(input);
        }
        catch (BotStoreException exception)
        {
            throw NotProtected(exception);
        }
    }

    /// <summary>The fingerprint of a stored input; empty when it does not bind any more.</summary>
    private ReadOnlyMemory<byte> FingerprintOf(StoredRun old)
    {
        ReadOnlyMemory<byte> json;
        try
        {
            json = composer.Binder.Stored.Open(old.Input, old.PayloadVersion);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return default;
        }
#pragma warning disable CA1031 // Whatever else a protector throws may pass by itself.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw NotProtected(exception);
        }

        json = old.PayloadVersion < runner.Descriptor.PayloadVersion ? composer.Upgrade(json, old.PayloadVersion) : json;
        return composer.Binder.TryBind(json, out var input, out _, out _) ? composer.Binder.Fingerprint(input) : default;
    }

    private BotRejectedException NotProtected(Exception exception)
    {
        Log.NotProtected(services.Logger, exception, runner.Name);
        return Reject(Refusal.StoreUnavailable.ToError(services.Clock.GetUtcNow()), exception);
    }

    private void ThrowIfDisabled()
    {
        if (!runner.Runtime.Options.Enabled)
        {
            throw Reject(Refusal.Disabled.ToError(services.Clock.GetUtcNow()));
        }
    }

    private static RunOrigin? OriginOf(string? key, string? caller)
    {
        var parent = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;
        return key is null && caller is null && parent is null
            ? null
            : new RunOrigin { IdempotencyKey = key, Caller = caller, TraceParent = parent };
    }

    private TimeSpan DelayOf(BotEnqueueOptions? when)
    {
        if (when is null)
        {
            return TimeSpan.Zero;
        }

        var delay = when.DueAt is { } due ? due - services.Clock.GetUtcNow() : when.Delay;
        if (when.Priority is < 0 or > 9)
        {
            throw new ArgumentOutOfRangeException(nameof(when), when.Priority, "A priority is 0 to 9.");
        }

        if (delay > BotDefaults.MaxDelay || (when.DueAt is null && delay < TimeSpan.Zero))
        {
            throw new ArgumentOutOfRangeException(nameof(when), delay, "A run is due now or within 10 years.");
        }

        return delay > TimeSpan.Zero ? delay : TimeSpan.Zero;
    }

    private async ValueTask ValidateAsync(TInput input, CancellationToken cancellationToken)
    {
        if (composer.Validation is not { } validation)
        {
            return;
        }

        IReadOnlyList<BotFieldError> problems;
        try
        {
            var scope = services.Scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                problems = await validation.ValidateAsync(input, scope.ServiceProvider, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // What a validator throws is classified like anything that happens in a run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var failure = runner.Runtime.Errors.Classify(exception);
            throw Reject(
                new BotError(failure.Code, failure.SafeMessage, failure.Severity, services.Clock.GetUtcNow(), failure.RetryAfter), exception);
        }

        if (problems.Count > 0)
        {
            throw Reject(BotErrorCodes.InvalidInput, problems);
        }
    }

    private BotRejectedException Reject(string code, IReadOnlyList<BotFieldError> problems)
        => Reject(new Refusal(code, null).ToError(services.Clock.GetUtcNow()) with { Details = problems });

    private BotRejectedException Reject(BotError error, Exception? innerException = null) => new(runner.Name, error, innerException);
}
