namespace BotKit.Handlers.Leads;

/// <summary>Rows that are there more than once, value for value: one of each is compared with the others, and the rest follow it.</summary>
/// <remarks>A block of leads that share something is small, so that hundreds of copies would be in none.</remarks>
internal sealed class IdenticalLeads
{
    private const int MinValues = 2;

    private readonly List<List<int>> _copies;

    private IdenticalLeads(List<List<int>> copies) => _copies = copies;

    /// <summary>The first row of each content, in the order of the file.</summary>
    public List<int> Firsts => _copies.ConvertAll(static copies => copies[0]);

    public static IdenticalLeads Find(List<string?[]> rows)
    {
        var places = new Dictionary<string?[], int>(new Content());
        var copies = new List<List<int>>();
        for (var row = 0; row < rows.Count; row++)
        {
            // Rows with hardly a value are alike by chance.
            var isTelling = rows[row].Count(static value => MissingWords.Clean(value) is not null) >= MinValues;
            if (isTelling && !places.TryAdd(rows[row], copies.Count))
            {
                copies[places[rows[row]]].Add(row);
            }
            else
            {
                copies.Add([row]);
            }
        }

        return new IdenticalLeads(copies);
    }

    /// <summary>Groups of all rows, made of groups of the first ones.</summary>
    public List<List<int>> Expand(List<List<int>> groups)
    {
        var single = Enumerable.Range(0, _copies.Count).Except(groups.SelectMany(static group => group)).Where(first => _copies[first].Count > 1);
        return
        [
            .. groups.Concat(single.Select(static first => new List<int> { first }))
                .Select(group => group.SelectMany(first => _copies[first]).Order().ToList())
                .OrderBy(static group => group[0]),
        ];
    }

    private sealed class Content : IEqualityComparer<string?[]>
    {
        public bool Equals(string?[]? one, string?[]? other) => one.AsSpan().SequenceEqual(other);

        public int GetHashCode(string?[] row)
        {
            var hash = new HashCode();
            foreach (var value in row)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
