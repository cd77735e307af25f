namespace BotKit.Handlers.Leads;

/// <summary>
/// Judges pairs by a learnt model. Agreeing on a rare value says more than on a frequent one. And two rows are a household or a
/// company, whatever else agrees, when nothing that belongs to one person (e-mail, phone, date of birth) agrees, and either the
/// family names differ, or the first names and one of these.
/// </summary>
internal sealed class PairJudge(IReadOnlyList<ComparedColumn> columns, LinkModel model)
{
    /// <summary>What such a pair keeps: enough to be shown to a person, too little to be merged.</summary>
    private const double HouseholdLogOdds = -1;

    private readonly bool _hasFamilyNames = columns.Any(static column => column.Role == ColumnRole.FamilyName);

    public double LogOdds(ComparedPair pair)
    {
        Span<byte> levels = stackalloc byte[columns.Count];
        ComparedPair.Decode(pair.Pattern, levels);
        return LogOdds(pair.One, levels);
    }

    public double LogOdds(int one, ReadOnlySpan<byte> levels)
    {
        var odds = model.LogOdds(levels);
        for (var column = 0; column < columns.Count; column++)
        {
            if (levels[column] == Agreement.Exact)
            {
                var average = model.UnmatchOf(column, Agreement.Exact);
                odds += Math.Clamp(Math.Log(average / columns[column].ShareOf(columns[column].IdOf(one))), -4, 2);
            }
        }

        return IsHousehold(levels) ? Math.Min(odds, HouseholdLogOdds) : odds;
    }

    private bool IsHousehold(ReadOnlySpan<byte> levels)
    {
        var (givenDiffers, familyDiffers, othersDiffer) = (false, false, false);
        for (var column = 0; column < columns.Count; column++)
        {
            var (role, level) = (columns[column].Role, levels[column]);
            if (role == ColumnRole.Personal && level is not Agreement.Unknown and not Agreement.Different)
            {
                return false;
            }

            givenDiffers |= role == ColumnRole.GivenName && level == Agreement.Different;
            familyDiffers |= role == ColumnRole.FamilyName && level == Agreement.Different;
            othersDiffer |= role == ColumnRole.Personal && level == Agreement.Different;
        }

        return familyDiffers || (givenDiffers && (othersDiffer || !_hasFamilyNames));
    }
}
