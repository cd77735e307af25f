using FluentValidation;

namespace BotKit.Handlers.Leads;

internal sealed class LeadExportInputValidator : LeadFileValidator<LeadExportInput>
{
    public LeadExportInputValidator()
    {
        RuleFor(input => input.Format).IsInEnum();
        RuleFor(input => input.Columns).ColumnNames().Must(static columns => columns is null || columns.Count > 0).WithMessage("Name at least one column, or none at all for all.");
        RuleFor(input => input.Rename).Renames();
        RuleFor(input => input.Where).Conditions();
        RuleFor(input => input.Pseudonymise).ColumnNames();
    }
}
