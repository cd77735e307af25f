namespace BotKit.Testing.Tests;

public sealed record WaitInput(double Seconds, int Failures = 0);

public sealed record WaitResult(TimeSpan Waited, int Attempt);

/// <summary>Waits by the host's clock, after so many failures that may pass.</summary>
public sealed class WaitingBot(TimeProvider clock) : BaseBot<WaitInput, WaitResult>
{
    protected override async ValueTask<WaitResult> ExecuteAsync(WaitInput input, BotContext context, CancellationToken cancellationToken)
    {
        if (context.Attempt <= input.Failures)
        {
            throw new BotException("busy", "It is busy.") { IsTransient = true, RetryAfter = TimeSpan.FromSeconds(30) };
        }

        var start = clock.GetTimestamp();
        await Task.Delay(input.Seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(input.Seconds), clock, cancellationToken);
        return new(clock.GetElapsedTime(start), context.Attempt);
    }
}
