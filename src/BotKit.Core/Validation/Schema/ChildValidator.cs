using System.Collections;
using FluentValidation;
using FluentValidation.Validators;

namespace BotKit.Validation;

/// <summary>What <c>SetValidator</c>, <c>ChildRules</c>, <c>Include</c> or <c>SetInheritanceValidator</c> attached to a value.</summary>
/// <param name="Validator">The validator; <see langword="null"/> when it is chosen for each input, or runs named rule sets only.</param>
internal readonly record struct ChildValidator(IValidator? Validator)
{
    public static ChildValidator Of(IPropertyValidator adaptor)
        => Of(adaptor, "_validator", "_validatorProvider");

    /// <summary>The validators by derived type; <see langword="null"/> when the adaptor is not of that kind.</summary>
    public static IDictionary? ByType(IPropertyValidator adaptor) => RuleReflection.Read(adaptor, "_derivedValidators") as IDictionary;

    /// <summary>The validator of one derived type.</summary>
    public static ChildValidator OfEntry(object entry) => Of(entry, "_innerValidator", "_factory");

    private static ChildValidator Of(object holder, string validator, string provider)
        => RuleReflection.Read(holder, provider) is not null || RuleReflection.Read(holder, "RuleSets") is string[] { Length: > 0 }
            ? new(null)
            : new(RuleReflection.Read(holder, validator) as IValidator);
}
