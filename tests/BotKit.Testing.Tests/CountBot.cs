using FluentValidation;

namespace BotKit.Testing.Tests;

public sealed record CountInput(int Failures, bool Hangs = false, bool IsCritical = false);

public sealed record CountResult(int Attempt, DateTimeOffset At);

public sealed class CountInputValidator : AbstractValidator<CountInput>
{
    public CountInputValidator() => RuleFor(input => input.Failures).GreaterThanOrEqualTo(0);
}

/// <summary>Fails as often as it is told, then says at which attempt and when it succeeded.</summary>
public sealed class CountBot(TimeProvider clock) : BaseBot<CountInput, CountResult>
{
    protected override async ValueTask<CountResult> ExecuteAsync(CountInput input, BotContext context, CancellationToken cancellationToken)
    {
        if (input.IsCritical)
        {
            throw new BotException("disk_lost", "The disk is lost.") { Severity = BotSeverity.Critical };
        }

        if (input.Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);
        }

        return context.Attempt <= input.Failures
            ? throw new TimeoutException()
            : new CountResult(context.Attempt, clock.GetUtcNow());
    }
}
