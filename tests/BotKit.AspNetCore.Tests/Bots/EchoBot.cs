using FluentValidation;

namespace BotKit.AspNetCore.Tests;

public sealed record EchoInput(string Text, int Number = 0, [property: Sensitive] string? Secret = null);

public sealed record EchoResult(string Text, int Number, [property: Sensitive] string? Secret, bool DryRun);

internal sealed class EchoBot : BaseBot<EchoInput, EchoResult>
{
    protected override ValueTask<EchoResult> ExecuteAsync(EchoInput input, BotContext context, CancellationToken cancellationToken)
        => new(new EchoResult(input.Text, input.Number, input.Secret, context.IsDryRun));
}

internal sealed class EchoInputValidator : AbstractValidator<EchoInput>
{
    public EchoInputValidator()
    {
        RuleFor(input => input.Text).NotEmpty().MaximumLength(1_000);
        RuleFor(input => input.Secret).MaximumLength(20);
    }
}
