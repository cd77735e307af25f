using FluentValidation;

namespace BotKit.Handlers.Leads;

internal sealed class LeadSegmentInputValidator : LeadFileValidator<LeadSegmentInput>
{
    private const int MaxSegments = 50;

    public LeadSegmentInputValidator()
    {
        RuleFor(input => input.Segments)
            .Must(static segments => segments is { Count: > 0 and <= MaxSegments } && segments.All(static segment => segment is not null && LeadRules.IsLabel(segment.Name)))
            .WithMessage($"There must be 1 to {MaxSegments} segments, each with a name of at most {LeadDefaults.MaxNameLength} characters.")
            .Must(static segments => segments is null || segments.DistinctBy(static segment => segment?.Name, StringComparer.OrdinalIgnoreCase).Count() == segments.Count)
            .WithMessage("Each name of a segment must be there only once.");
        RuleForEach(input => input.Segments).ChildRules(segment => segment
            .RuleFor(static one => one.Where).NotEmpty().Conditions());
        RuleFor(input => input.Otherwise)
            .Must(static name => name is null || LeadRules.IsLabel(name))
            .WithMessage($"The name must have 1 to {LeadDefaults.MaxNameLength} characters.");
    }
}
