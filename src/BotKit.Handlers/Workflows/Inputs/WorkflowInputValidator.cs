using FluentValidation;

namespace BotKit.Handlers.Workflows;

/// <summary>Sends each operation's input to its own validator.</summary>
internal sealed class WorkflowInputValidator : AbstractValidator<WorkflowInput>
{
    public WorkflowInputValidator()
        => RuleFor(input => input).SetInheritanceValidator(operations =>
        {
            operations.Add(new WorkflowStartInputValidator());
            operations.Add(new WorkflowValidateInputValidator());
        });
}
