namespace BotKit.Handlers;

/// <summary>
/// Asks for e-mail addresses, phone numbers, names and countries to be brought into one form each; the answer is a
/// <see cref="LeadNormalisation"/>.
/// </summary>
public sealed record LeadNormaliseInput : LeadInput
{
    /// <summary>The column of e-mail addresses. Default the first whose name says so.</summary>
    public string? Email { get; init; }

    /// <summary>The column of phone numbers. Default the first whose name says so.</summary>
    public string? Phone { get; init; }

    /// <summary>The column of first names. Default the first whose name says so.</summary>
    public string? FirstName { get; init; }

    /// <summary>The column of family names. Default the first whose name says so.</summary>
    public string? LastName { get; init; }

    /// <summary>The column of full names, which is split where there is none of family names. Default the first whose name says so.</summary>
    public string? FullName { get; init; }

    /// <summary>The column of countries. Default the first whose name says so.</summary>
    public string? Country { get; init; }

    /// <summary>
    /// The ISO code of the country whose phone numbers are written without a country code, for leads whose own country is not
    /// known. Default none: such a number is not taken for one.
    /// </summary>
    public string? PhoneRegion { get; init; }
}
