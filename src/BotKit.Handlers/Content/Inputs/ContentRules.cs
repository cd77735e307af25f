using FluentValidation;

namespace BotKit.Handlers.Content;

/// <summary>Rules that several inputs share.</summary>
internal static class ContentRules
{
    /// <summary>A text on one line, or none.</summary>
    public static IRuleBuilderOptions<T, string?> Line<T>(this IRuleBuilder<T, string?> rule, int max)
        => rule
            .Must(text => text is null || IsText(text, max))
            .WithMessage($"There must be 1 to {max} characters, none of them a control character.");

    public static IRuleBuilderOptions<T, string?> Language<T>(this IRuleBuilder<T, string?> rule)
        => rule.Must(static code => code is null || IsLanguage(code)).WithMessage("A language is a code of two small letters.");

    public static IRuleBuilderOptions<T, string?> Name<T>(this IRuleBuilder<T, string?> rule)
        => rule.Must(static name => name is null || IsName(name)).WithMessage($"A name has {NameRule}.");

    public static string NameRule => $"1 to {ContentDefaults.MaxNameLength} small letters, digits and hyphens";

    public static bool IsName(string name)
        => name.Length is > 0 and <= ContentDefaults.MaxNameLength && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public static bool IsLanguage(string? code) => code is { Length: 2 } && char.IsAsciiLetterLower(code[0]) && char.IsAsciiLetterLower(code[1]);

    public static bool IsText(string? text, int max)
        => text is not null && text.Length <= max && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);
}
