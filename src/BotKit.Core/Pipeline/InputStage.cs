using System.Runtime.CompilerServices;

namespace BotKit.Pipeline;

/// <summary>Binds the input where it is JSON, and validates it. What is wrong with it stays here: the bot is not called.</summary>
internal sealed class InputStage<TInput, TResult>(InputBinder<TInput> binder, InputValidation<TInput>? validation, RunStage next) : RunStage
{
    private static readonly BotFieldError[] Missing = [new("$", "An input is required.", "required")];

    public override ValueTask InvokeAsync(BotRun run)
    {
        var typed = (BotRun<TInput, TResult>)run;
        if (!TryBind(typed))
        {
            return ValueTask.CompletedTask;
        }

        if (typed.TypedInput is null)
        {
            run.Invalidate(Missing);
            return ValueTask.CompletedTask;
        }

        if (validation is null)
        {
            return next.InvokeAsync(run);
        }

        var check = validation.ValidateAsync(typed.TypedInput, run.Context, run.Token);
        return check.IsCompletedSuccessfully ? GoOnAsync(run, check.Result) : AwaitAsync(run, check);
    }

    private bool TryBind(BotRun<TInput, TResult> run)
    {
        if (run.Json is not { } json)
        {
            return true;
        }

        if (!binder.TryBind(json.Utf8, out var input, out var problems, out var isMalformed))
        {
            run.Invalidate(problems, isMalformed);
            return false;
        }

        run.TypedInput = input;
        run.Json = null;
        return true;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitAsync(BotRun run, ValueTask<IReadOnlyList<BotFieldError>> check)
    {
        run.HasWaited = true;
        await GoOnAsync(run, await check.ConfigureAwait(false)).ConfigureAwait(false);
    }

    private ValueTask GoOnAsync(BotRun run, IReadOnlyList<BotFieldError> problems)
    {
        if (problems.Count == 0)
        {
            return next.InvokeAsync(run);
        }

        run.Invalidate(problems);
        return ValueTask.CompletedTask;
    }
}
