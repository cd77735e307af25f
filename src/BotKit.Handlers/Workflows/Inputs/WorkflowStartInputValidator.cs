using FluentValidation;

namespace BotKit.Handlers.Workflows;

internal sealed class WorkflowStartInputValidator : AbstractValidator<WorkflowStartInput>
{
    public WorkflowStartInputValidator()
    {
        RuleFor(input => input.Workflow).NotEmpty().MaximumLength(WorkflowDefaults.MaxWorkflowName);
        RuleFor(input => input.Version).Matches("^[0-9a-f]{16}$");
        RuleFor(input => input.FromState).MaximumLength(WorkflowDefaults.MaxStateName);
        RuleFor(input => input.FromState).Null().When(static input => input.FromRun is null).WithMessage("It is a state of the run that fromRun names.");
        RuleFor(input => input.Input).Null().When(static input => input.FromRun is not null).WithMessage("A run that begins with the data of another one has no input of its own.");
    }
}
