using FluentValidation;

namespace BotKit.Handlers.Leads;

internal sealed class LeadUnmergeInputValidator : LeadFileValidator<LeadUnmergeInput>
{
    public LeadUnmergeInputValidator()
    {
        RuleFor(input => input.UndoFile).NotEmpty().MaximumLength(LeadDefaults.MaxNameLength);
        RuleFor(input => input.Groups)
            .Must(static groups => groups is null || (groups.Count is > 0 and <= 10_000 && groups.All(static group => group > 0)))
            .WithMessage("There must be 1 to 10000 groups, numbered from 1.");
    }
}
