using FluentValidation;

namespace BotKit.Handlers.Leads;

internal sealed class LeadDeduplicateInputValidator : LeadFileValidator<LeadDeduplicateInput>
{
    public LeadDeduplicateInputValidator()
    {
        RuleFor(input => input.Columns).ColumnNames()
            .Must(static columns => columns is null || columns.Count is > 0 and <= ComparedColumns.MaxColumns)
            .WithMessage($"Name 1 to {ComparedColumns.MaxColumns} columns, or none at all for all.");
        RuleFor(input => input.Ignore).ColumnNames();
        RuleFor(input => input.Threshold).InclusiveBetween(.01, .999999);
        RuleFor(input => input.Survivor).IsInEnum();
    }
}
