using FluentValidation;

namespace BotKit.Handlers.Content;

/// <summary>Sends each operation's input to its own validator.</summary>
internal sealed class ContentInputValidator : AbstractValidator<ContentInput>
{
    public ContentInputValidator()
        => RuleFor(input => input).SetInheritanceValidator(static operations =>
        {
            operations.Add(new ContentGenerateInputValidator());
            operations.Add(new ContentCheckInputValidator());
            operations.Add(new ContentRenderInputValidator());
            operations.Add(new ContentCalendarInputValidator());
        });
}
