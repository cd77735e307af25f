using FluentValidation;
using PhoneNumbers;

namespace BotKit.Handlers.Leads;

internal sealed class LeadNormaliseInputValidator : LeadFileValidator<LeadNormaliseInput>
{
    public LeadNormaliseInputValidator()
    {
        RuleFor(input => input.Email).ColumnName();
        RuleFor(input => input.Phone).ColumnName();
        RuleFor(input => input.FirstName).ColumnName();
        RuleFor(input => input.LastName).ColumnName();
        RuleFor(input => input.FullName).ColumnName();
        RuleFor(input => input.Country).ColumnName();
        RuleFor(input => input.PhoneRegion)
            .Must(static region => region is null || PhoneNumberUtil.GetInstance().GetSupportedRegions().Contains(region.ToUpperInvariant()))
            .WithMessage("The region must be the ISO code of a country with phone numbers, such as DE.");
    }
}
