namespace BotKit.Handlers.Leads;

/// <summary>Decides which columns a model may learn from.</summary>
internal static class ColumnScreen
{
    /// <summary>What no column reaches alone that is known when a lead comes.</summary>
    private const double SuspiciousAuc = .85;

    private const double SuspiciousPureShare = .05;
    private const double MaxDistinctShare = .5;

    /// <summary>The columns to learn from, by their place, and the others with the reason.</summary>
    public static (List<int> Used, List<LeadRefusedColumn> Refused) Choose(
        LeadTrainInput input, TrainingRows rows, int[] folds, int foldCount, CancellationToken cancellationToken)
    {
        var vouched = new HashSet<string>(input.KnownAtIntake ?? [], StringComparer.OrdinalIgnoreCase);
        var excluded = new HashSet<string>(input.Exclude ?? [], StringComparer.OrdinalIgnoreCase);
        var (used, refused) = (new List<int>(), new List<LeadRefusedColumn>());
        for (var column = 0; column < rows.Columns.Length; column++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (column == rows.Target)
            {
                continue;
            }

            var name = rows.Columns[column];
            var reason = excluded.Contains(name) ? new LeadRefusedColumn(name, "excluded", "The input excludes it.")
                : !vouched.Contains(name) && LeakageNames.Refuse(name) is { } byName ? new LeadRefusedColumn(name, "name", byName)
                : ByContent(name, rows.Values(column), rows.Labels, folds, foldCount, vouched.Contains(name));
            if (reason is null)
            {
                used.Add(column);
            }
            else
            {
                refused.Add(reason);
            }
        }

        return (used, refused);
    }

    private static LeadRefusedColumn? ByContent(string name, string?[] values, bool[] labels, int[] folds, int foldCount, bool isVouched)
    {
        var distinct = values.Select(MissingWords.Clean).Where(static value => value is not null).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        if (distinct < 2 && !(distinct == 1 && values.Any(static value => MissingWords.Clean(value) is null)))
        {
            return new LeadRefusedColumn(name, "constant", "All leads have the same value.");
        }

        var numbers = ColumnLearning.Numbers(values, out var present);
        var isNumber = numbers.Length == present;
        var isCounter = isNumber && distinct == present && present > labels.Length / 2 && numbers.All(double.IsInteger);
        if (isCounter || (!isNumber && distinct > MaxDistinctShare * present && distinct > 50))
        {
            return new LeadRefusedColumn(name, "identifier", "Nearly every lead has a value of its own.");
        }

        if (isVouched)
        {
            return null;
        }

        var auc = ColumnPower.Auc(values, labels, folds, foldCount);
        return auc >= SuspiciousAuc
            ? new LeadRefusedColumn(name, "power", $"It tells the outcome nearly alone (AUC {auc:F2}), as only what is filled in afterwards does.")
            : ColumnPower.PureShare(values, labels) >= SuspiciousPureShare
                ? new LeadRefusedColumn(name, "power", "Some of its values decide the outcome, as only what is filled in afterwards does.")
                : null;
    }
}
