using FluentValidation;

namespace BotKit.Handlers.Content;

internal sealed class ContentGenerateInputValidator : AbstractValidator<ContentGenerateInput>
{
    private const int MaxLanguages = 5;
    private const int MaxVariants = 5;

    public ContentGenerateInputValidator()
    {
        RuleFor(input => input.Voice).Name();
        RuleFor(input => input.Kind).IsInEnum();
        RuleFor(input => input.Brief).NotNull().SetValidator(new ContentBriefValidator());
        RuleFor(input => input.Languages)
            .Must(static languages => languages is null
                || (languages.Count is > 0 and <= MaxLanguages && languages.All(ContentRules.IsLanguage) && languages.Distinct(StringComparer.Ordinal).Count() == languages.Count))
            .WithMessage($"There must be 1 to {MaxLanguages} languages, each once and a code of two small letters.");
        RuleFor(input => input.Variants).InclusiveBetween(1, MaxVariants);
        RuleFor(input => input.Engine).IsInEnum();
        RuleFor(input => input.ApprovedTokens).InclusiveBetween(1, 1_000_000);
    }
}
