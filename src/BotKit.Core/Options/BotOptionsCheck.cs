using System.Text.RegularExpressions;

namespace BotKit;

/// <summary>Everything that can be wrong with one bot's options: first by themselves, then with each other.</summary>
internal static partial class BotOptionsCheck
{
    // Stands for the options' name in the generated validator's messages and so marks the paths in them.
    private const string Mark = "@";

    private static readonly BotOptionsValidator Attributes = new();

    public static IEnumerable<OptionFailure> Check(BotOptions options)
        => (Attributes.Validate(Mark, options).Failures ?? []).Select(Parse).Concat(BotOptionsRules.Check(options));

    /// <summary>Takes the key out of a sentence of the generated validator; of one in another form, it keeps the sentence as it is.</summary>
    internal static OptionFailure Parse(string failure)
    {
        if (MarkedFailure.Match(failure) is not { Success: true } match)
        {
            return new("", failure);
        }

        var key = match.Groups["path"].Value.Replace('.', ':');
        return new(key, match.Groups["before"].Value + key + match.Groups["after"].Value);
    }

    /// <summary>Such as <c>MaxRetries: The field @.Retry.MaxRetries must be between 0 and 100.</c></summary>
    [GeneratedRegex(@"^\w+: (?<before>[^@]*)@\.(?<path>[\w.]*\w)(?<after>.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex MarkedFailure { get; }
}
