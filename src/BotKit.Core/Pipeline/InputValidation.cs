using System.Runtime.CompilerServices;
using BotKit.Validation;

namespace BotKit.Pipeline;

/// <summary>A bot's validators in the order they were added; all of them run, so that a caller sees every problem at once.</summary>
internal sealed class InputValidation<TInput>(IReadOnlyList<ValidatorSource<TInput>> validators)
{
    public ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(TInput input, BotContext context, CancellationToken cancellationToken)
        => validators.Count == 1
            ? validators[0].Get(context).ValidateAsync(input, cancellationToken)
            : ValidateAllAsync(input, context, cancellationToken);

    /// <summary>Validates an input without a run, in a scope made for it.</summary>
    public async ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(TInput input, IServiceProvider services, CancellationToken cancellationToken)
    {
        var all = new List<BotFieldError>();
        foreach (var validator in validators)
        {
            all.AddRange(await validator.Get(services).ValidateAsync(input, cancellationToken).ConfigureAwait(false));
        }

        return all;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<IReadOnlyList<BotFieldError>> ValidateAllAsync(TInput input, BotContext context, CancellationToken cancellationToken)
    {
        List<BotFieldError>? all = null;
        foreach (var validator in validators)
        {
            var problems = await validator.Get(context).ValidateAsync(input, cancellationToken).ConfigureAwait(false);
            if (problems.Count > 0)
            {
                (all ??= []).AddRange(problems);
            }
        }

        return all ?? (IReadOnlyList<BotFieldError>)[];
    }
}
