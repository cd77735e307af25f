using FluentValidation;

namespace BotKit.Handlers.Content;

internal sealed class ContentCheckInputValidator : AbstractValidator<ContentCheckInput>
{
    public ContentCheckInputValidator()
    {
        RuleFor(input => input.Voice).Name();
        RuleFor(input => input.Text)
            .Must(static text => !string.IsNullOrWhiteSpace(text) && text.Length <= ContentDefaults.MaxText && !text.Contains('\0'))
            .WithMessage($"There must be 1 to {ContentDefaults.MaxText} characters, none of them NUL.");
        RuleFor(input => input.Kind).IsInEnum();
        RuleFor(input => input.Language).Language();
        RuleFor(input => input.Title).Line(300);
        RuleFor(input => input.MetaDescription).Line(1000);
        RuleFor(input => input.Slug).Line(200);
        RuleFor(input => input.Keyphrase).Line(100);
    }
}
