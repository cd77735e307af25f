namespace BotKit.Handlers.Leads;

/// <summary>Chooses the columns by which leads are compared.</summary>
internal static class ComparedColumns
{
    public const int MaxColumns = 24;

    private static readonly string[] BirthDates = ["dateofbirth", "birthdate", "dob", "birthday", "geburtsdatum", "born"];

    /// <exception cref="BotException">A column of the input is not there, or no column is left.</exception>
    public static List<ComparedColumn> Choose(LeadTable table, LeadDeduplicateInput input, List<string?[]> rows, CancellationToken cancellationToken)
    {
        var ignored = (input.Ignore ?? []).Select(table.Find).ToHashSet();
        var wanted = input.Columns?.Select(table.Find).Distinct().ToArray();
        var personal = new[]
        {
            LeadFieldNames.FindEmail(table, null), LeadFieldNames.FindPhone(table, null), LeadFieldNames.Find(table, BirthDates),
        };
        var family = LeadFieldNames.FindLastName(table, null);
        var given = LeadFieldNames.FindFirstName(table, null) ?? LeadFieldNames.FindFullName(table, null);
        var chosen = new List<ComparedColumn>();
        foreach (var column in wanted ?? [.. Enumerable.Range(0, table.Columns.Length)])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ignored.Contains(column) || (wanted is null && IsIdentifier(table.Columns[column])) || chosen.Count == MaxColumns)
            {
                continue;
            }

            var values = rows.ConvertAll(row => row[column]);
            var compared = new ComparedColumn(table.Columns[column], KindOf(values), RoleOf(column), values);
            if (compared.DistinctCount > 0)
            {
                chosen.Add(compared);
            }
        }

        // A column in which all are the same says nothing, unless there is no other.
        chosen = chosen.Exists(static column => column.DistinctCount > 1) ? chosen.FindAll(static column => column.DistinctCount > 1) : chosen;

        return chosen.Count > 0 || rows.Count < 2
            ? chosen
            : throw LeadFailure.Of(LeadErrorCodes.ColumnUnknown, "The file has no column by which leads could be compared.");

        ColumnRole RoleOf(int column) => personal.Contains(column) ? ColumnRole.Personal
            : column == family ? ColumnRole.FamilyName
            : column == given ? ColumnRole.GivenName
            : ColumnRole.Shared;
    }

    private static bool IsIdentifier(string column)
    {
        var words = column.Split([' ', '_', '-', '.'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && words[^1].ToLowerInvariant() is "id" or "ids" or "guid" or "uuid" or "key";
    }

    private static ColumnKind KindOf(List<string?> values)
    {
        var (present, digits, emails) = (0, 0, 0);
        foreach (var value in values)
        {
            if (MissingWords.Clean(value) is { } text)
            {
                present++;
                emails += text.Contains('@') ? 1 : 0;
                digits += text.All(static character => char.IsAsciiDigit(character) || " +-/.():T".Contains(character)) ? 1 : 0;
            }
        }

        return emails > present / 2 ? ColumnKind.Email : digits > present * 8 / 10 ? ColumnKind.Digits : ColumnKind.Text;
    }
}
