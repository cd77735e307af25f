using FluentValidation;

namespace BotKit.SampleHost.Enquiries;

internal sealed class EnquiriesInputValidator : AbstractValidator<EnquiriesInput>
{
    public EnquiriesInputValidator()
    {
        RuleFor(input => input.Count).InclusiveBetween(1, 5_000);
        RuleFor(input => input.Files).NotNull().When(input => input.Task == EnquiriesTask.ThrowAway);
    }
}
