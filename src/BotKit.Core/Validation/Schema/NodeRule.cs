using FluentValidation;
using FluentValidation.Internal;

namespace BotKit.Validation;

/// <summary>One thing asked of a value.</summary>
/// <param name="Rule">The rule it is part of.</param>
/// <param name="Component">What is asked.</param>
/// <param name="IsConditional">Whether it is asked only in some cases.</param>
/// <param name="IsAboutThis">Whether it is asked of the value itself, and not of something computed from it.</param>
internal sealed record NodeRule(IValidationRule Rule, IRuleComponent Component, bool IsConditional, bool IsAboutThis);
