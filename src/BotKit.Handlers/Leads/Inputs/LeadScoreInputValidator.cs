using FluentValidation;

namespace BotKit.Handlers.Leads;

internal sealed class LeadScoreInputValidator : LeadFileValidator<LeadScoreInput>
{
    public LeadScoreInputValidator()
    {
        RuleFor(input => input.Model).KeptName();
        RuleFor(input => input.Version).GreaterThanOrEqualTo(1);
        RuleFor(input => input.Reasons).InclusiveBetween(0, 5);
    }
}
