using FluentValidation;

namespace BotKit.Handlers.Leads;

/// <summary>Rules that several inputs share.</summary>
internal static class LeadRules
{
    private const int MaxConditions = 20;

    public static IRuleBuilderOptions<T, string?> ColumnName<T>(this IRuleBuilder<T, string?> rule)
        => rule.Must(static name => name is null || IsColumn(name)).WithMessage($"A name of a column has 1 to {LeadDefaults.MaxColumnLength} characters, none of them a control character.");

    public static IRuleBuilderOptions<T, IReadOnlyList<string>?> ColumnNames<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule)
        => rule
            .Must(static names => names is null || (names.Count <= LeadDefaults.MaxColumns && names.All(IsColumn)))
            .WithMessage($"There must be at most {LeadDefaults.MaxColumns} names of columns, each of 1 to {LeadDefaults.MaxColumnLength} characters.");

    public static IRuleBuilderOptions<T, IReadOnlyDictionary<string, string>?> Renames<T>(this IRuleBuilder<T, IReadOnlyDictionary<string, string>?> rule)
        => rule
            .Must(static names => names is null || (names.Count <= LeadDefaults.MaxColumns && names.Keys.All(IsColumn) && names.Values.All(IsColumn)))
            .WithMessage($"There must be at most {LeadDefaults.MaxColumns} names of columns, each of 1 to {LeadDefaults.MaxColumnLength} characters.")
            .Must(static names => names is null || names.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count)
            .WithMessage("Each column must be renamed only once, whatever the case of its name.");

    /// <summary>A name that something is kept under.</summary>
    public static IRuleBuilderOptions<T, string?> KeptName<T>(this IRuleBuilder<T, string?> rule)
        => rule
            .Must(static name => name is null || (name.Length is > 0 and <= LeadDefaults.MaxNameLength && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')))
            .WithMessage($"A name has 1 to {LeadDefaults.MaxNameLength} small letters, digits and hyphens.");

    public static IRuleBuilderOptions<T, IReadOnlyList<LeadCondition>?> Conditions<T>(this IRuleBuilder<T, IReadOnlyList<LeadCondition>?> rule)
        => rule
            .Must(static conditions => conditions is null || conditions.Count <= MaxConditions)
            .WithMessage($"There must be at most {MaxConditions} conditions.")
            .Must(static conditions => conditions is null || conditions.All(static condition => condition is not null && IsColumn(condition.Column)))
            .WithMessage("Each condition must name a column.")
            .Must(static conditions => conditions is null || conditions.All(HasItsValues))
            .WithMessage("Each condition must have what it compares with: 'values' for AnyOf and NoneOf, none for Empty and NotEmpty, a number for the comparisons of numbers, else 'value'.");

    /// <summary>A name that people give: of a segment, of an owner.</summary>
    public static bool IsLabel(string? name) => name is { Length: > 0 and <= LeadDefaults.MaxNameLength } && !name.Any(char.IsControl) && !string.IsNullOrWhiteSpace(name);

    public static bool IsColumn(string? name) => name is { Length: > 0 and <= LeadDefaults.MaxColumnLength } && !name.Any(char.IsControl);

    private static bool HasItsValues(LeadCondition? condition) => condition is not null && condition.Is switch
    {
        LeadComparison.Empty or LeadComparison.NotEmpty => condition.Value is null && condition.Values is null,
        LeadComparison.AnyOf or LeadComparison.NoneOf => condition.Value is null
            && condition.Values is { Count: > 0 and <= LeadDefaults.MaxColumns } values && values.All(static value => value is { Length: <= 200 }),
        LeadComparison.LessThan or LeadComparison.AtMost or LeadComparison.MoreThan or LeadComparison.AtLeast => condition.Values is null && LeadMatcher.NumberOf(condition.Value) is not null,
        _ => condition.Values is null && condition.Value is { Length: > 0 and <= 200 } && Enum.IsDefined(condition.Is),
    };
}
