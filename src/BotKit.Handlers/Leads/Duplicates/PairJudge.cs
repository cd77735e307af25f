namespace BotKit.Handlers.Leads;

/// <summary>
/// Judges pairs by a learnt model. Agreeing on a rare value says more than on a frequent one; and two rows that differ in their names,
/// or in two and more of what tells persons apart, and agree in none of it, are a household or a company, whatever else agrees.
/// </summary>
internal sealed class PairJudge(IReadOnlyList<ComparedColumn> columns, LinkModel model)
{
    /// <summary>What such a pair keeps: enough to be shown to a person, too little to be merged.</summary>
    private const double HouseholdLogOdds = -1;

    public double LogOdds(ComparedPair pair)
    {
        Span<byte> levels = stackalloc byte[columns.Count];
        ComparedPair.Decode(pair.Pattern, levels);
        return LogOdds(pair.One, levels);
    }

    public double LogOdds(int one, ReadOnlySpan<byte> levels)
    {
        var odds = model.LogOdds(levels);
        var (personal, others, differ, othersDiffer) = (0, 0, 0, 0);
        for (var column = 0; column < columns.Count; column++)
        {
            var level = levels[column];
            if (level == Agreement.Exact)
            {
                var average = model.UnmatchOf(column, Agreement.Exact);
                odds += Math.Clamp(Math.Log(average / columns[column].ShareOf(columns[column].IdOf(one))), -4, 2);
            }

            if (level != Agreement.Unknown)
            {
                personal += columns[column].Role == ColumnRole.Personal ? 1 : 0;
                differ += columns[column].Role == ColumnRole.Personal && level == Agreement.Different ? 1 : 0;
                others += columns[column].Role == ColumnRole.FamilyName ? 1 : 0;
                othersDiffer += columns[column].Role == ColumnRole.FamilyName && level == Agreement.Different ? 1 : 0;
            }
        }

        var isOthers = personal == differ && (personal >= 2 || (personal + others > 0 && others == othersDiffer));
        return isOthers ? Math.Min(odds, HouseholdLogOdds) : odds;
    }
}
