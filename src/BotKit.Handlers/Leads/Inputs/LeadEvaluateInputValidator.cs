using FluentValidation;

namespace BotKit.Handlers.Leads;

internal sealed class LeadEvaluateInputValidator : LeadFileValidator<LeadEvaluateInput>
{
    public LeadEvaluateInputValidator()
    {
        RuleFor(input => input.Model).KeptName();
        RuleFor(input => input.Version).GreaterThanOrEqualTo(1);
        RuleFor(input => input.Target).ColumnName();
    }
}
