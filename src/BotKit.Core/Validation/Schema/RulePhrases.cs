using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using FluentValidation.Validators;

namespace BotKit.Validation;

/// <summary>Says rules in words, for what keywords cannot say.</summary>
internal static class RulePhrases
{
    /// <summary>A sentence about a value.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="name">The value's name in JSON.</param>
    /// <param name="isSensitive">Whether the value is sensitive; then no constant of the rule is told.</param>
    /// <param name="nameOf">Names other members of the same object in JSON.</param>
    public static string Of(NodeRule rule, string name, bool isSensitive, Func<string, string> nameOf)
    {
        if (CustomMessage(rule, name) is { } message)
        {
            return rule.IsConditional ? $"In some cases: {message}" : message;
        }

        if (!rule.IsAboutThis || Phrase(rule.Component.Validator, isSensitive, nameOf) is not { } phrase)
        {
            return rule.IsConditional ? "In some cases a further rule applies." : "A further rule applies.";
        }

        return rule.IsConditional ? $"In some cases: {phrase}." : $"{char.ToUpperInvariant(phrase[0])}{phrase[1..]}.";
    }

    private static string? Phrase(IPropertyValidator validator, bool isSensitive, Func<string, string> nameOf) => validator switch
    {
        INotNullValidator => "must not be null",
        INotEmptyValidator => "must not be empty",
        INullValidator => "must be null",
        IEmailValidator => "must be an e-mail address",
        ILengthValidator { Min: 0, Max: 0 } => null,
        IMinimumLengthValidator length => $"must have at least {length.Min} characters",
        IMaximumLengthValidator length => $"must have at most {length.Max} characters",
        ILengthValidator length when length.Min == length.Max => $"must have {length.Min} characters",
        ILengthValidator length => $"must have {length.Min} to {length.Max} characters",
        IRegularExpressionValidator => "must have the required form",
        ICreditCardValidator => "must be a credit card number",
        IEnumValidator => "must be one of the known values",
        IInclusiveBetweenValidator between => $"must be between {Text(between.From)} and {Text(between.To)}",
        IBetweenValidator between => $"must be between {Text(between.From)} and {Text(between.To)}, both excluded",
        IComparisonValidator { MemberToCompare: { } member } comparison => $"must {Relation(comparison.Comparison)} {nameOf(member.Name)}",
        IComparisonValidator { ValueToCompare: { } value } comparison when !isSensitive => $"must {Relation(comparison.Comparison)} {Text(value)}",
        { Name: "EmptyValidator" } => "must be empty",
        _ => null,
    };

    private static string Relation(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "be equal to",
        Comparison.NotEqual => "not be equal to",
        Comparison.GreaterThan => "be greater than",
        Comparison.GreaterThanOrEqual => "be greater than or equal to",
        Comparison.LessThan => "be less than",
        _ => "be less than or equal to",
    };

    private static string Text(object value) => value switch
    {
        DateTime or DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>The author's own message, where it is the same for every input.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A message made from the input fails without one.")]
    private static string? CustomMessage(NodeRule rule, string name)
    {
        string? message;
        try
        {
            message = rule.Component.GetUnformattedErrorMessage();
        }
        catch (Exception)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(message) || message == rule.Component.Validator.GetDefaultMessageTemplate(rule.Component.ErrorCode))
        {
            return null;
        }

        message = message.Replace("{PropertyName}", name, StringComparison.Ordinal);
        return message.Contains('{', StringComparison.Ordinal) ? null : message;
    }
}
