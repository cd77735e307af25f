using System.Buffers;
using System.Collections.Frozen;

namespace BotKit;

/// <summary>The rule for bot names: lower-case kebab, <c>[a-z][a-z0-9-]{0,62}</c>, and not a word the HTTP API needs.</summary>
internal static class BotName
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
        ["health", "metrics", "logs", "runs", "schedules", "alerts", "audit", "events", "files", "workflows"],
        StringComparer.Ordinal);

    /// <summary>What the names of BotKit's own bots begin with.</summary>
    public const string OwnPrefix = "botkit-";

    public static void ThrowIfInvalid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsWellFormed(name))
        {
            throw new ArgumentException(
                $"'{name}' is not a bot name: use a lower-case letter, then at most 62 lower-case letters, digits or hyphens.", nameof(name));
        }

        if (Reserved.Contains(name))
        {
            throw new ArgumentException(
                $"The bot name '{name}' is reserved for the HTTP API. Reserved: {string.Join(", ", Reserved.Order(StringComparer.Ordinal))}.", nameof(name));
        }

        if (name.StartsWith(OwnPrefix, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The bot name '{name}' begins with '{OwnPrefix}', as only those of BotKit's own bots do.", nameof(name));
        }
    }

    /// <summary>Whether it has the form of a name; the ids of schedules have it, too.</summary>
    public static bool IsWellFormed(string name)
        => name.Length is > 0 and <= 63
        && char.IsAsciiLetterLower(name[0])
        && !name.AsSpan().ContainsAnyExcept(Letters);
}
