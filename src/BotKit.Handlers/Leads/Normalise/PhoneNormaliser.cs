using PhoneNumbers;

namespace BotKit.Handlers.Leads;

/// <summary>Brings phone numbers into the form of E.164, by the numbering plans of libphonenumber.</summary>
internal sealed class PhoneNormaliser
{
    private readonly PhoneNumberUtil _numbers = PhoneNumberUtil.GetInstance();

    /// <summary>Whether a region has a numbering plan.</summary>
    public bool Knows(string region) => _numbers.GetSupportedRegions().Contains(region);

    /// <param name="text">The number as somebody wrote it.</param>
    /// <param name="region">The ISO code of the region whose numbers need no country code; <see langword="null"/> when none is known.</param>
    public NormalisedPhone Normalise(string text, string? region)
    {
        try
        {
            var number = _numbers.Parse(text, region);
            return _numbers.IsValidNumber(number)
                ? new NormalisedPhone(_numbers.Format(number, PhoneNumberFormat.E164), NameOf(_numbers.GetNumberType(number)), _numbers.GetRegionCodeForNumber(number))
                : default;
        }
        catch (NumberParseException)
        {
            return default;
        }
    }

    private static string NameOf(PhoneNumberType type) => type switch
    {
        PhoneNumberType.FIXED_LINE => "fixed",
        PhoneNumberType.MOBILE => "mobile",
        PhoneNumberType.FIXED_LINE_OR_MOBILE => "fixed-or-mobile",
        PhoneNumberType.TOLL_FREE => "toll-free",
        PhoneNumberType.PREMIUM_RATE => "premium",
        PhoneNumberType.SHARED_COST => "shared-cost",
        PhoneNumberType.VOIP => "voip",
        PhoneNumberType.PERSONAL_NUMBER => "personal",
        PhoneNumberType.PAGER => "pager",
        PhoneNumberType.UAN => "company",
        PhoneNumberType.VOICEMAIL => "voicemail",
        _ => "unknown",
    };
}
