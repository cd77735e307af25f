using System.Globalization;
using System.Text;

namespace BotKit.SampleHost.Enquiries;

/// <summary>Made-up enquiries as they come out of a web form: with duplicates, bad addresses, and a row that was cut off. The same day gives the same ones.</summary>
internal static class DemoEnquiries
{
    private const int PastCount = 1_500;
    private const int Seed = 20;

    private static readonly string[] FirstNames =
        ["Amélie", "Bruno", "Chiara", "Daan", "Elena", "Farid", "Greta", "Hugo", "Inês", "Jonas", "Katarina", "Léa", "Marek", "Nina", "Oskar", "Paula", "Rosa", "Sven", "Tamara", "Yusuf"];

    private static readonly string[] LastNames =
        ["Almeida", "Bernard", "Conti", "De Vries", "Eriksson", "Fontaine", "Gruber", "Haddad", "Ivanova", "Jansen", "Keller", "Lambert", "Moreau", "Novak", "Olsen", "Petit", "Rossi", "Schmidt", "Teixeira", "Weber"];

    private static readonly (string Name, double Weight)[] Sources = [("Referral", 1.3), ("Trade fair", .5), ("Search", 0), ("Newsletter", -.2), ("Banner", -1.1)];

    private static readonly (string Name, string Prefix)[] Countries =
        [("France", "06 12 3"), ("Germany", "0151 234"), ("Belgium", "0470 1"), ("Italy", "347 12"), ("Portugal", "912 3"), ("Austria", "0664 12")];

    public static string OfADay(DateTimeOffset day, int count)
    {
        var random = new Random(Seed + day.Year * 10_000 + day.DayOfYear);
        var text = new StringBuilder("First name,Last name,Email,Phone,Country,Source,Budget EUR,Employees,Visits,Message\n");
        for (var i = 0; i < count; i++)
        {
            var enquiry = Draw(random);
            Append(text, random.Next(20) == 0 ? enquiry with { Email = enquiry.Email.Replace("@", "(at)", StringComparison.Ordinal) } : enquiry).Append(",\"We need a film, soon.\"\n");
            if (random.Next(12) == 0)
            {
                // They asked twice, and were in a hurry the second time.
                Append(text, enquiry with { FirstName = enquiry.FirstName.ToUpperInvariant(), Phone = "" }).Append(",\"Did you get this?\"\n");
            }
        }

        return text.Append("Zoé,Cut o\n").ToString();
    }

    public static string OfThePast()
    {
        var random = new Random(Seed);
        var text = new StringBuilder("First name,Last name,Email,Phone,Country,Source,Budget EUR,Employees,Visits,Converted\n");
        for (var i = 0; i < PastCount; i++)
        {
            var enquiry = Draw(random);
            var odds = enquiry.SourceWeight + (enquiry.Budget / 8_000d) + (enquiry.Visits / 5d) - 3.2;
            Append(text, enquiry).Append(random.NextDouble() < 1 / (1 + Math.Exp(-odds)) ? ",yes\n" : ",no\n");
        }

        return text.ToString();
    }

    private static Enquiry Draw(Random random)
    {
        var (first, last) = (FirstNames[random.Next(FirstNames.Length)], LastNames[random.Next(LastNames.Length)]);
        var source = Sources[random.Next(Sources.Length)];
        var country = Countries[random.Next(Countries.Length)];
        var email = $"{Ascii(first)}.{Ascii(last)}{random.Next(1_000)}@{(random.Next(3) == 0 ? "gmail.com" : "example.com")}";
        var phone = country.Prefix + random.Next(10_000, 99_999).ToString(CultureInfo.InvariantCulture);
        return new Enquiry(first, last, email, phone, country.Name, source.Name, source.Weight, random.Next(2, 60) * 500, random.Next(1, 400), random.Next(0, 15));
    }

    private static StringBuilder Append(StringBuilder text, Enquiry enquiry)
        => text.Append(CultureInfo.InvariantCulture, $"{enquiry.FirstName},{enquiry.LastName},{enquiry.Email},{enquiry.Phone},{enquiry.Country},{enquiry.Source},{enquiry.Budget},{enquiry.Employees},{enquiry.Visits}");

    private static string Ascii(string name)
        => string.Concat(name.Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetter)).ToLowerInvariant();

    private sealed record Enquiry(
        string FirstName, string LastName, string Email, string Phone, string Country, string Source, double SourceWeight, int Budget, int Employees, int Visits);
}
