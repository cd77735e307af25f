using FluentValidation;

namespace BotKit.Handlers.Workflows;

internal sealed class WorkflowValidateInputValidator : AbstractValidator<WorkflowValidateInput>
{
    public WorkflowValidateInputValidator()
    {
        RuleFor(input => input.Workflow).MaximumLength(WorkflowDefaults.MaxWorkflowName);
        RuleFor(input => input.Workflow).NotEmpty().When(static input => input.Definition is null).WithMessage("Either workflow or definition is needed.");
        RuleFor(input => input.Workflow).Null().When(static input => input.Definition is not null).WithMessage("Either workflow or definition is needed, not both.");
    }
}
