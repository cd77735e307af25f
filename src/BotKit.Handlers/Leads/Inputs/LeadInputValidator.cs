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
            operations.Add(new LeadDeduplicateInputValidator());
            operations.Add(new LeadUnmergeInputValidator());
            operations.Add(new LeadTrainInputValidator());
            operations.Add(new LeadEvaluateInputValidator());
            operations.Add(new LeadScoreInputValidator());
            operations.Add(new LeadSegmentInputValidator());
            operations.Add(new LeadRouteInputValidator());
            operations.Add(new LeadExportInputValidator());
        });
}
