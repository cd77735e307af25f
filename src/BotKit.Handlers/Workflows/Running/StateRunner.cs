using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Runs one state of a frame.</summary>
internal static class StateRunner
{
    public static async ValueTask<StepResult> RunAsync(FrameRunner runner, Frame frame, CancellationToken cancellationToken)
    {
        var state = frame.State;
        var raw = runner.Run.ScopeOf(frame, frame.Data.Node);
        if (state is FailState fail)
        {
            throw Failure(fail, raw);
        }

        var scope = raw.With(StepResult.In(state, raw));
        switch (state)
        {
            case PassState pass:
                return Pass(pass, scope, frame.Data.Node);
            case ChoiceState choice:
                return Choose(choice, scope);
            case WaitState wait:
                await WaitRunner.RunAsync(runner.Run, frame, wait, scope, cancellationToken).ConfigureAwait(false);
                return StepResult.Through(state, scope, state.Next, state.Assign);
            case SucceedState:
                return StepResult.Through(state, scope, null, null);
            case TaskState task:
                var result = await TaskRunner.RunAsync(runner, frame, task, scope, cancellationToken).ConfigureAwait(false);
                return StepResult.Of(state, scope, frame.Data.Node, result);
            default:
                var results = await ForkRunner.RunAsync(runner, frame, scope, cancellationToken).ConfigureAwait(false);
                return StepResult.Of(state, scope, frame.Data.Node, results);
        }
    }

    private static StepResult Pass(PassState pass, DataScope scope, JsonNode? raw)
    {
        var result = pass.HasResult ? pass.Result?.DeepClone()
            : pass.Parameters is { } parameters ? parameters.Fill(scope)
            : scope.Input;
        return StepResult.Of(pass, scope, raw, result);
    }

    private static StepResult Choose(ChoiceState choice, DataScope scope)
    {
        foreach (var rule in choice.Choices)
        {
            if (rule.Condition.IsMet(scope))
            {
                return StepResult.Through(choice, scope, rule.Next, rule.Assign);
            }
        }

        return choice.Default is { } otherwise
            ? StepResult.Through(choice, scope, otherwise, choice.Assign)
            : throw new StateFailureException(ErrorNames.NoChoiceMatched, $"No rule of the Choice '{choice.Name}' is met, and it has no Default.");
    }

    private static StateFailureException Failure(FailState fail, DataScope scope)
    {
        return new StateFailureException(Read(fail.Error, fail.ErrorPath, "ErrorPath"), Read(fail.Cause, fail.CausePath, "CausePath"));

        string? Read(string? text, Expression? path, string field)
            => path is null ? text
                : JsonNodes.TryText(path.Evaluate(scope, field), out var read) ? read
                : throw StateFailureException.Runtime($"The {field} does not lead to a text.");
    }
}
