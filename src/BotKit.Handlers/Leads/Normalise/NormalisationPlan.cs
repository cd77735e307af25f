using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>Which column holds what, and where the new columns are.</summary>
internal sealed class NormalisationPlan
{
    private readonly int _width;

    /// <exception cref="BotException">A column that the input names is not there, or no column holds anything that is known.</exception>
    public NormalisationPlan(LeadTable table, LeadNormaliseInput input)
    {
        Email = LeadFieldNames.FindEmail(table, input.Email);
        Phone = LeadFieldNames.FindPhone(table, input.Phone);
        FirstName = LeadFieldNames.FindFirstName(table, input.FirstName);
        LastName = LeadFieldNames.FindLastName(table, input.LastName);
        FullName = LeadFieldNames.FindFullName(table, input.FullName);
        Country = LeadFieldNames.FindCountry(table, input.Country);
        if ((Email ?? Phone ?? FirstName ?? LastName ?? FullName ?? Country) is null)
        {
            throw LeadFailure.Of(LeadErrorCodes.ColumnUnknown, "The file has no column of e-mail addresses, phone numbers, names or countries. Name one in the input.");
        }

        var names = new ColumnNames();
        foreach (var column in table.Columns)
        {
            names.Add(column);
        }

        EmailStatus = Add(Email is not null, "email_status");
        EmailFlags = Add(Email is not null, "email_flags");
        PhoneStatus = Add(Phone is not null, "phone_status");
        PhoneType = Add(Phone is not null, "phone_type");
        CountryCode = Add(Country is not null, "country_code");
        Splits = FullName is not null && FirstName is null && LastName is null;
        FirstNameMade = Add(Splits, "first_name");
        LastNameMade = Add(Splits, "last_name");
        Columns = [.. names.Names];
        _width = table.Columns.Length;

        int Add(bool isNeeded, string name)
        {
            if (!isNeeded)
            {
                return -1;
            }

            names.Add(name);
            return names.Names.Count - 1;
        }
    }

    public int? Email { get; }

    public int? Phone { get; }

    public int? FirstName { get; }

    public int? LastName { get; }

    public int? FullName { get; }

    public int? Country { get; }

    public int EmailStatus { get; }

    public int EmailFlags { get; }

    public int PhoneStatus { get; }

    public int PhoneType { get; }

    public int CountryCode { get; }

    /// <summary>Whether full names are split, since there are no others.</summary>
    public bool Splits { get; }

    public int FirstNameMade { get; }

    public int LastNameMade { get; }

    public string[] Columns { get; }

    /// <summary>The row with room for the new columns.</summary>
    public string?[] Widen(string?[] row)
    {
        var wide = new string?[Columns.Length];
        row.AsSpan(0, _width).CopyTo(wide);
        return wide;
    }

    public IEnumerable<(FieldKind Kind, string Name, int Column)> Fields()
    {
        (FieldKind Kind, string Name, int? Column)[] all =
        [
            (FieldKind.Email, "email", Email), (FieldKind.Phone, "phone", Phone), (FieldKind.FirstName, "first-name", FirstName),
            (FieldKind.LastName, "last-name", LastName), (FieldKind.FullName, "full-name", FullName), (FieldKind.Country, "country", Country),
        ];
        return all.Where(static field => field.Column is not null).Select(static field => (field.Kind, field.Name, field.Column!.Value));
    }
}
