using FluentValidation;

namespace BotKit.Benchmarks.Work;

/// <summary>The one validator that all contestants share: three members, four rules.</summary>
public sealed class LeadInputValidator : AbstractValidator<LeadInput>
{
    public LeadInputValidator()
    {
        RuleFor(static lead => lead.Name).NotEmpty().MaximumLength(100);
        RuleFor(static lead => lead.Email).EmailAddress();
        RuleFor(static lead => lead.Employees).InclusiveBetween(1, 1_000_000);
    }
}
