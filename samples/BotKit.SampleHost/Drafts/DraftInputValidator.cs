using FluentValidation;

namespace BotKit.SampleHost.Drafts;

internal sealed class DraftInputValidator : AbstractValidator<DraftInput>
{
    public DraftInputValidator()
    {
        RuleFor(input => input.Name).Matches("^[a-z0-9-]{1,60}\\z");
        RuleFor(input => input.Title).MaximumLength(200);
        RuleFor(input => input.Markdown).NotEmpty().MaximumLength(100_000);
        RuleFor(input => input.Html).NotEmpty().MaximumLength(200_000);
    }
}
