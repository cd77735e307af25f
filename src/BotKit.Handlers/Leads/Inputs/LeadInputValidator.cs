using FluentValidation;

namespace BotKit.Handlers.Leads;

/// <summary>Sends each operation's input to its own validator.</summary>
internal sealed class LeadInputValidator : AbstractValidator<LeadInput>
{
    public LeadInputValidator()
        => RuleFor(input => input).SetInheritanceValidator(operations =>
        {
            operations.Add(new LeadImportInputValidator());
            operations.Add(new LeadNormaliseInputValidator());
            operations.Add(new LeadExportInputValidator());
        });
}
