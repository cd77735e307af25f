namespace BotKit.Handlers.Workflows;

internal sealed class SucceedState : State
{
    public override string Type => "Succeed";

    public override bool IsEnd => true;
}

internal sealed class FailState : State
{
    public override string Type => "Fail";

    public string? Error { get; init; }

    public Expression? ErrorPath { get; init; }

    public string? Cause { get; init; }

    public Expression? CausePath { get; init; }

    public override bool IsEnd => true;
}
