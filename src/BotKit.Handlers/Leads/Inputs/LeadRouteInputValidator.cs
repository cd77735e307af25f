using FluentValidation;

namespace BotKit.Handlers.Leads;

internal sealed class LeadRouteInputValidator : LeadFileValidator<LeadRouteInput>
{
    private const int MaxOwners = 200;

    public LeadRouteInputValidator()
    {
        RuleFor(input => input.Owners)
            .Must(static owners => owners is { Count: > 0 and <= MaxOwners } && owners.All(static owner => owner is not null && LeadRules.IsLabel(owner.Name)))
            .WithMessage($"There must be 1 to {MaxOwners} owners, each with a name of at most {LeadDefaults.MaxNameLength} characters.")
            .Must(static owners => owners is null || owners.DistinctBy(static owner => owner?.Name, StringComparer.OrdinalIgnoreCase).Count() == owners.Count)
            .WithMessage("Each name of an owner must be there only once.");
        RuleForEach(input => input.Owners).ChildRules(static owner =>
        {
            owner.RuleFor(static one => one.Where).Conditions();
            owner.RuleFor(static one => one.Capacity).InclusiveBetween(0, 1_000_000);
            owner.RuleFor(static one => one.Weight).InclusiveBetween(1, 100);
        });
        RuleFor(input => input.Plan).KeptName();
    }
}
