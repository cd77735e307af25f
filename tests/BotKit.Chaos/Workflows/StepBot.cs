using System.Globalization;
using BotKit.Chaos.History;

namespace BotKit.Chaos.Workflows;

/// <summary>The input of a step.</summary>
/// <param name="N">The number of the workflow.</param>
/// <param name="Step">Which step.</param>
/// <param name="Fails">Whether it fails.</param>
/// <param name="Entered">When the Wait before it was entered, where there is one.</param>
internal sealed record StepInput(int N, string Step, bool Fails = false, string? Entered = null);

/// <summary>What a step gives.</summary>
/// <param name="Step">Which step it was.</param>
internal sealed record StepResult(string Step);

/// <summary>Writes into the history that a step has begun, and that it had its effect.</summary>
internal sealed class StepBot(HistoryFile history) : BaseBot<StepInput, StepResult>
{
    protected override async ValueTask<StepResult> ExecuteAsync(StepInput input, BotContext context, CancellationToken cancellationToken)
    {
        if (input.Entered is { } entered)
        {
            var at = DateTimeOffset.Parse(entered, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
            Write(HistoryKind.Waited, input, context, at.ToString(CultureInfo.InvariantCulture));
        }

        Write(HistoryKind.Started, input, context, input.Step);
        await Task.Delay(TimeSpan.FromMilliseconds(5 + (input.N * 7 % 25)), TimeProvider.System, cancellationToken);
        if (input.Fails)
        {
            throw new BotException("broken", "The step fails, as it shall.") { Severity = BotSeverity.Warning };
        }

        Write(HistoryKind.Effect, input, context, input.Step);
        return new StepResult(input.Step);
    }

    private void Write(HistoryKind kind, StepInput input, BotContext context, string text)
        => history.Write(new HistoryLine(
            kind, HistoryFile.Now, input.N, context.ParentId ?? Guid.Empty, context.Fence, context.Delivery, Environment.ProcessId, text));
}
