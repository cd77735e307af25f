namespace BotKit.Scheduling.Tests.Queue;

public sealed record WorkInput(int Number);

/// <summary>Does what the test says.</summary>
public sealed class WorkBot(TestWork work) : BaseBot<WorkInput, int>
{
    protected override ValueTask<int> ExecuteAsync(WorkInput input, BotContext context, CancellationToken cancellationToken)
        => work.RunAsync(input, context, cancellationToken);
}
