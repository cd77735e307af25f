using System.Globalization;

namespace BotKit.Handlers.Tests.Leads;

/// <summary>People made up of syllables, some of them twice with slips of the pen; the same seed gives the same people.</summary>
internal static class PeopleData
{
    private static readonly string[] Starts = ["ka", "lo", "mi", "ra", "so", "te", "vu", "ba", "de", "fi", "go", "hu", "ja", "ne", "pa", "ru", "sha", "tri", "wo", "za"];
    private static readonly string[] Ends = ["nna", "rt", "ler", "mann", "son", "ski", "tte", "ro", "lia", "x", "ber", "dorf", "vic", "nez", "ford", "well"];

    public const string Header = "entity,first_name,last_name,street,city,postcode,phone,email,birthdate";

    /// <summary>The rows, as CSV; a tenth of them are second rows of a person before.</summary>
    public static IEnumerable<string> Rows(int count, int seed = 5)
    {
        var random = new Random(seed);
        var people = new List<string[]>();
        for (var row = 0; row < count; row++)
        {
            if (row % 10 == 9)
            {
                yield return string.Join(',', Damage(people[random.Next(people.Count)], random));
                continue;
            }

            var (first, last) = (Name(random, 400), Name(random, 6000));
            var city = random.Next(800);
            people.Add(
            [
                row.ToString(CultureInfo.InvariantCulture), first, last, $"{random.Next(1, 200)} {Name(random, 2000)} street", $"{NameOf(city)}ville",
                (10000 + city * 7).ToString(CultureInfo.InvariantCulture),
                random.Next(3) == 0 ? "" : $"+49{random.NextInt64(1_000_000_000, 9_999_999_999)}",
                random.Next(3) == 0 ? "" : $"{first}.{last}{random.Next(1000)}@example.org",
                $"19{random.Next(40, 100)}-{random.Next(1, 13):D2}-{random.Next(1, 29):D2}",
            ]);
            yield return string.Join(',', people[^1]);
        }
    }

    private static string[] Damage(string[] person, Random random)
    {
        var copy = (string[])person.Clone();
        for (var slips = random.Next(1, 4); slips > 0; slips--)
        {
            var field = random.Next(1, copy.Length);
            var text = copy[field];
            if (text.Length < 3 || random.Next(6) == 0)
            {
                copy[field] = "";
                continue;
            }

            var at = random.Next(1, text.Length - 1);
            copy[field] = random.Next(3) switch
            {
                0 => text.Remove(at, 1),
                1 => string.Concat(text.AsSpan(0, at), text.AsSpan(at + 1, 1), text.AsSpan(at, 1), text.AsSpan(at + 2)),
                _ => text.Insert(at, ((char)('a' + random.Next(26))).ToString()),
            };
        }

        return copy;
    }

    private static string Name(Random random, int variety) => NameOf((int)(variety * Math.Pow(random.NextDouble(), 2)));

    private static string NameOf(int number)
        => Starts[number % 20] + Starts[number / 20 % 20] + (number >= 400 ? Starts[number / 400 % 20] : "") + Ends[number * 7 % 16];
}
