using FluentValidation;

namespace BotKit.SampleHost.Enquiries;

internal sealed class EnquiriesInputValidator : AbstractValidator<EnquiriesInput>
{
    public EnquiriesInputValidator() => RuleFor(input => input.Count).InclusiveBetween(1, 5_000);
}
