using FluentValidation;

namespace BotKit.SampleHost.Bots;

internal sealed class FlakyInputValidator : AbstractValidator<FlakyInput>
{
    public FlakyInputValidator()
    {
        RuleFor(input => input.Behaviour).IsInEnum();
        RuleFor(input => input.Note).MaximumLength(200);
    }
}
