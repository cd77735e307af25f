using FluentValidation;

namespace BotKit.SampleHost.Enquiries;

internal sealed class EnquiriesInputValidator : AbstractValidator<EnquiriesInput>
{
    public EnquiriesInputValidator()
    {
        RuleFor(input => input.Count).InclusiveBetween(0, 5_000);
        RuleFor(input => input.Busy).InclusiveBetween(0, 10);
        RuleFor(input => input.Tries).GreaterThanOrEqualTo(0);
        RuleFor(input => input.Files).Must(static files => files is null or { Count: <= 100 }).WithMessage("At most 100 files are deleted at once.");
    }
}
