using System.Globalization;

namespace BotKit.Handlers.Database;

/// <summary>One rule at one instant.</summary>
/// <param name="Name">Its configured name.</param>
/// <param name="Options">Its settings.</param>
/// <param name="Before">Rows older than this go.</param>
internal sealed record CleanUpRule(string Name, DatabaseCleanUpOptions Options, DateTimeOffset Before)
{
    /// <summary>The instant as text in ISO 8601.</summary>
    public string BeforeText => Before.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The instant as the number that the rule's format has.</summary>
    public long BeforeNumber => Options.Format == CleanUpFormats.UnixSeconds ? Before.ToUnixTimeSeconds() : Before.ToUnixTimeMilliseconds();

    /// <summary>The rules that an input asks for, in the order of their names.</summary>
    /// <exception cref="BotException">There is no such rule.</exception>
    public static IReadOnlyList<CleanUpRule> Of(DatabaseEntry entry, string? rule, DateTimeOffset now)
    {
        var rules = entry.Options.CleanUp
            .Where(pair => rule is null || string.Equals(pair.Key, rule, StringComparison.OrdinalIgnoreCase))
            .OrderBy(static pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .Select(pair => new CleanUpRule(pair.Key, pair.Value, now - pair.Value.Age))
            .ToList();
        return rules.Count > 0
            ? rules
            : throw DatabaseFailure.Of(DatabaseErrorCodes.CleanUpUnknown, rule is null ? "The database has no clean-up rules." : "The database has no clean-up rule of that name.");
    }
}
