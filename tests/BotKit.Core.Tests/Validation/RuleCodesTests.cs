using BotKit.Core.Tests.Json;
using BotKit.Validation;
using FluentValidation;

namespace BotKit.Core.Tests.Validation;

public sealed class RuleCodesTests
{
    [Theory]
    [InlineData(null, "invalid")]
    [InlineData("", "invalid")]
    [InlineData("PredicateValidator", "invalid")]
    [InlineData("AsyncPredicateValidator", "invalid")]
    [InlineData("NotNullValidator", "not_null")]
    [InlineData("NotEmptyValidator", "not_empty")]
    [InlineData("NullValidator", "null")]
    [InlineData("EmptyValidator", "empty")]
    [InlineData("LengthValidator", "length")]
    [InlineData("ExactLengthValidator", "length")]
    [InlineData("MinimumLengthValidator", "min_length")]
    [InlineData("MaximumLengthValidator", "max_length")]
    [InlineData("EmailValidator", "email")]
    [InlineData("RegularExpressionValidator", "pattern")]
    [InlineData("EnumValidator", "enum")]
    [InlineData("StringEnumValidator", "enum")]
    [InlineData("EqualValidator", "equal")]
    [InlineData("NotEqualValidator", "not_equal")]
    [InlineData("GreaterThanOrEqualValidator", "greater_than_or_equal")]
    [InlineData("LessThanValidator", "less_than")]
    [InlineData("InclusiveBetweenValidator", "range")]
    [InlineData("ExclusiveBetweenValidator", "range")]
    [InlineData("ScalePrecisionValidator", "precision")]
    [InlineData("CreditCardValidator", "credit_card")]
    [InlineData("IbanValidator", "iban")]
    [InlineData("Validator", "Validator")]
    [InlineData("my_validator", "my_validator")]
    [InlineData("ibanValidator", "ibanValidator")]
    [InlineData("CRM-17", "CRM-17")]
    public void Of_FluentValidationCode_GivesOurs(string? given, string expected) => RuleCodes.Of(given).Should().Be(expected);

    [Theory]
    [InlineData("not_null", "Must not be null.")]
    [InlineData("not_empty", "Must not be empty.")]
    [InlineData("null", "Must be empty.")]
    [InlineData("empty", "Must be empty.")]
    [InlineData("length", "Has the wrong length.")]
    [InlineData("min_length", "Is too short.")]
    [InlineData("max_length", "Is too long.")]
    [InlineData("email", "Is not an e-mail address.")]
    [InlineData("pattern", "Does not have the required form.")]
    [InlineData("enum", "Is not one of the known values.")]
    [InlineData("range", "Is out of range.")]
    [InlineData("greater_than", "Is out of range.")]
    [InlineData("greater_than_or_equal", "Is out of range.")]
    [InlineData("less_than", "Is out of range.")]
    [InlineData("less_than_or_equal", "Is out of range.")]
    [InlineData("CRM-17", "Is not valid.")]
    public void SentenceOf_Code_SaysNothingOfTheValue(string code, string sentence) => RuleSentences.Of(code).Should().Be(sentence);

    [Fact]
    public void Of_EveryRuleOfFluentValidation_IsSnakeCase()
    {
        var rules = new InlineValidator<Order>();
        rules.RuleFor(order => order.Customer).NotNull().NotEmpty().Length(1, 2).MaximumLength(1).MinimumLength(1).Length(1)
            .Matches("x").EmailAddress().CreditCard().Equal("x").NotEqual("y").IsEnumName(typeof(Priority)).Null().Empty();
        rules.RuleFor(order => order.Priority).IsInEnum();
        rules.RuleFor(order => order.Weight).LessThan(1).LessThanOrEqualTo(1).GreaterThan(1).GreaterThanOrEqualTo(1)
            .InclusiveBetween(1, 2).ExclusiveBetween(1, 2);

        var names = rules.SelectMany(rule => rule.Components).Select(component => component.Validator.Name);

        names.Select(RuleCodes.Of).Should().OnlyContain(code => code.All(character => character == '_' || char.IsAsciiLetterLower(character)));
    }
}
