using FluentValidation;

namespace BotKit.Handlers.Leads;

/// <summary>The rules of every operation: a file is named, and what names columns could be names of columns.</summary>
internal class LeadFileValidator<TInput> : AbstractValidator<TInput>
    where TInput : LeadInput
{
    public LeadFileValidator() => RuleFor(input => input.File).NotEmpty().MaximumLength(LeadDefaults.MaxNameLength);
}
