using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BotKit.DependencyInjection;

/// <summary>Makes one bot's options: defaults, then what the code configures, then the bot's section; and collects all that is wrong.</summary>
internal sealed class BotOptionsReader(IReadOnlyList<IConfigureOptions<BotOptions>> configure)
{
    public BotOptions Read(string bot, string path, IReadOnlyList<OptionLeaf> leaves, List<string> errors)
    {
        var options = new BotOptions();
        try
        {
            Configure(bot, options);
        }
        catch (Exception exception)
        {
            errors.Add($"{path}: the code that configures the bot failed with {exception.GetType().Name}: {exception.Message}");
        }

        options.Settings = SettingsOf(options, path, leaves);
        var mistaken = IsWhole(options) ? Apply(leaves, options, errors) : [];
        foreach (var failure in BotOptionsCheck.Check(options))
        {
            // A default in place of a value that could not be read must not be blamed.
            if (!mistaken.Contains(failure.Key) && !(failure.OtherKey is { } other && mistaken.Contains(other)))
            {
                errors.Add($"{ConfigurationPath.Combine(path, failure.Key).TrimEnd(':')}: {failure.Problem}");
            }
        }

        return options;
    }

    private void Configure(string bot, BotOptions options)
    {
        foreach (var step in configure)
        {
            if (step is IConfigureNamedOptions<BotOptions> named)
            {
                named.Configure(bot, options);
            }
        }
    }

    // Code may have put null in place of a group of options; the attributes say so, but nothing can be set there.
    private static bool IsWhole(BotOptions options)
        => options is { Retry: not null, Circuit: not null, RateLimit: not null, Health: not null };

    private static HashSet<string> Apply(IReadOnlyList<OptionLeaf> leaves, BotOptions options, List<string> errors)
    {
        var mistaken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var leaf in leaves)
        {
            if (!IsSetting(leaf) && BotOptionKeys.Apply(options, leaf) is { } problem)
            {
                mistaken.Add(leaf.Key);
                errors.Add($"{leaf.Path}: {problem}");
            }
        }

        return mistaken;
    }

    private static bool IsSetting(OptionLeaf leaf)
        => leaf.Key.StartsWith(BotOptionKeys.Settings, StringComparison.OrdinalIgnoreCase)
        && (leaf.Key.Length == BotOptionKeys.Settings.Length || leaf.Key[BotOptionKeys.Settings.Length] == ':');

    /// <summary>A copy of the bot's own settings: after an invalid reload they still belong to the options that are in force.</summary>
    private static IConfigurationSection SettingsOf(BotOptions options, string path, IReadOnlyList<OptionLeaf> leaves)
    {
        var settings = leaves.Where(IsSetting).ToList();
        if (settings.Count == 0 && options.Settings is { } fromCode)
        {
            return fromCode;
        }

        // Where a key occurs twice, the later one wins.
        var copy = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var leaf in settings)
        {
            copy[ConfigurationPath.Combine(path, leaf.Key)] = leaf.Value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(copy).Build().GetSection(ConfigurationPath.Combine(path, BotOptionKeys.Settings));
    }
}
