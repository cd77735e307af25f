namespace BotKit.Handlers.Leads;

internal sealed class LeadImportInputValidator : LeadFileValidator<LeadImportInput>
{
    public LeadImportInputValidator()
    {
        RuleFor(input => input.Rename).Renames();
        RuleFor(input => input.Required).ColumnNames();
    }
}
