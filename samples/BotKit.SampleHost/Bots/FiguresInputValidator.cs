using FluentValidation;

namespace BotKit.SampleHost.Bots;

internal sealed class FiguresInputValidator : AbstractValidator<FiguresInput>
{
    public FiguresInputValidator() => RuleFor(input => input.Top).InclusiveBetween(1, 20);
}
