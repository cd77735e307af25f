using System.Globalization;

namespace BotKit.Handlers.Leads;

/// <summary>Conditions on a lead, ready to be asked: a closed set of comparisons, no expressions.</summary>
internal sealed class LeadMatcher
{
    private readonly Func<string?[], bool>[] _conditions;

    /// <exception cref="BotException">A column of the conditions is not there.</exception>
    public LeadMatcher(LeadTable table, IReadOnlyList<LeadCondition>? conditions)
        => _conditions = [.. (conditions ?? []).Select(condition => Of(table.Find(condition.Column), condition))];

    public bool Matches(string?[] row)
    {
        foreach (var condition in _conditions)
        {
            if (!condition(row))
            {
                return false;
            }
        }

        return true;
    }

    private static Func<string?[], bool> Of(int column, LeadCondition condition)
    {
        var value = condition.Value ?? "";
        var values = (condition.Values ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var number = NumberOf(value) ?? double.NaN;
        return condition.Is switch
        {
            LeadComparison.EqualTo => row => string.Equals(row[column], value, StringComparison.OrdinalIgnoreCase),
            LeadComparison.NotEqualTo => row => !string.Equals(row[column], value, StringComparison.OrdinalIgnoreCase),
            LeadComparison.AnyOf => row => row[column] is { } text && values.Contains(text),
            LeadComparison.NoneOf => row => row[column] is not { } text || !values.Contains(text),
            LeadComparison.Contains => row => row[column]?.Contains(value, StringComparison.OrdinalIgnoreCase) is true,
            LeadComparison.StartsWith => row => row[column]?.StartsWith(value, StringComparison.OrdinalIgnoreCase) is true,
            LeadComparison.EndsWith => row => row[column]?.EndsWith(value, StringComparison.OrdinalIgnoreCase) is true,
            LeadComparison.LessThan => row => NumberOf(row[column]) < number,
            LeadComparison.AtMost => row => NumberOf(row[column]) <= number,
            LeadComparison.MoreThan => row => NumberOf(row[column]) > number,
            LeadComparison.AtLeast => row => NumberOf(row[column]) >= number,
            LeadComparison.Empty => row => row[column] is null,
            LeadComparison.NotEmpty => row => row[column] is not null,
            _ => throw new ArgumentOutOfRangeException(nameof(condition)),
        };
    }

    public static double? NumberOf(string? text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
