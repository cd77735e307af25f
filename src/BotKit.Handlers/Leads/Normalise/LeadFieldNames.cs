namespace BotKit.Handlers.Leads;

/// <summary>Finds the column of a kind of value by its name: letters and digits alone are looked at.</summary>
internal static class LeadFieldNames
{
    private static readonly string[] Email = ["email", "emailaddress", "mail", "emailid", "workemail", "businessemail", "contactemail", "primaryemail", "mailadresse", "emailadresse", "courriel", "correo"];
    private static readonly string[] Phone = ["phone", "phonenumber", "mobile", "mobilephone", "mobilenumber", "telephone", "tel", "cell", "cellphone", "workphone", "businessphone", "contactnumber", "primaryphone", "telefon", "telefonnummer", "handy", "telefono"];
    private static readonly string[] FirstName = ["firstname", "givenname", "forename", "first", "vorname", "prenom", "nombre"];
    private static readonly string[] LastName = ["lastname", "surname", "familyname", "last", "nachname", "familienname", "nom", "apellido", "apellidos"];
    private static readonly string[] FullName = ["name", "fullname", "contactname", "contact", "leadname", "personname", "ansprechpartner"];
    private static readonly string[] Country = ["country", "countrycode", "nation", "land", "pays", "pais", "countryname", "billingcountry"];

    public static int? FindEmail(LeadTable table, string? given) => Find(table, given, Email);

    public static int? FindPhone(LeadTable table, string? given) => Find(table, given, Phone);

    public static int? FindFirstName(LeadTable table, string? given) => Find(table, given, FirstName);

    public static int? FindLastName(LeadTable table, string? given) => Find(table, given, LastName);

    public static int? FindFullName(LeadTable table, string? given) => Find(table, given, FullName);

    public static int? FindCountry(LeadTable table, string? given) => Find(table, given, Country);

    private static int? Find(LeadTable table, string? given, string[] names) => given is null ? Find(table, names) : table.Find(given);

    /// <summary>The column that has one of some names, which are small letters and digits; the first name that is found counts.</summary>
    public static int? Find(LeadTable table, string[] names)
    {
        foreach (var name in names)
        {
            var index = Array.FindIndex(table.Columns, column => string.Equals(Bare(column), name, StringComparison.OrdinalIgnoreCase));
            if (index >= 0)
            {
                return index;
            }
        }

        return null;
    }

    private static string Bare(string column) => string.Concat(column.Where(char.IsLetterOrDigit));
}
