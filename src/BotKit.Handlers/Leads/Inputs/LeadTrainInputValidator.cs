using FluentValidation;

namespace BotKit.Handlers.Leads;

internal sealed class LeadTrainInputValidator : LeadFileValidator<LeadTrainInput>
{
    public LeadTrainInputValidator()
    {
        RuleFor(input => input.Target).NotEmpty().ColumnName();
        RuleFor(input => input.Positive).Length(1, LeadDefaults.MaxColumnLength);
        RuleFor(input => input.Model).KeptName();
        RuleFor(input => input.Exclude).ColumnNames();
        RuleFor(input => input.KnownAtIntake).ColumnNames();
        RuleFor(input => input.Folds).InclusiveBetween(2, 10);
    }
}
