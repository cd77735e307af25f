using Microsoft.Extensions.Configuration;

namespace BotKit.DependencyInjection;

/// <summary>What the configuration sections of the bots hold at one moment, detached from configuration so that a later reload changes nothing in it.</summary>
internal sealed class BotSections
{
    private readonly IReadOnlyCollection<string> _bots;
    private readonly Dictionary<string, List<OptionLeaf>> _leaves;
    private readonly Dictionary<string, string> _paths;
    private readonly Dictionary<string, IReadOnlyList<string>> _errors = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _present = new(StringComparer.OrdinalIgnoreCase);

    private BotSections(IReadOnlyCollection<string> bots, IReadOnlyList<IConfigurationSection> sections)
    {
        var home = sections.Count == 0 ? null : sections[0].Path;
        _bots = bots;
        _leaves = bots.ToDictionary(bot => bot, _ => new List<OptionLeaf>(), StringComparer.OrdinalIgnoreCase);
        _paths = bots.ToDictionary(bot => bot, bot => home is null ? bot : ConfigurationPath.Combine(home, bot), StringComparer.OrdinalIgnoreCase);
        foreach (var section in sections)
        {
            Add(section);
        }
    }

    /// <summary>The paths of the sections that hold anything.</summary>
    public IReadOnlySet<string> Present => _present;

    /// <summary>What is wrong with the sections as such, by path: no bot has that name, or a value stands where a section belongs.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors => _errors;

    public static BotSections Read(IReadOnlyCollection<string> bots, IReadOnlyList<IConfigurationSection> sections) => new(bots, sections);

    /// <summary>The bot's values, in the order in which they apply: a later one wins.</summary>
    public IReadOnlyList<OptionLeaf> LeavesOf(string bot) => _leaves[bot];

    /// <summary>The full path of the bot's section, or of where it would be.</summary>
    public string PathOf(string bot) => _paths[bot];

    private void Add(IConfigurationSection section)
    {
        if (section.Value is not null)
        {
            _errors[section.Path] = [$"{section.Path}: must be a section with a section for each bot, not a value."];
        }

        foreach (var child in section.GetChildren())
        {
            _present.Add(section.Path);
            if (_leaves.TryGetValue(child.Key, out var leaves))
            {
                _paths[child.Key] = child.Path;
                Flatten(child, "", leaves);
            }
            else
            {
                _errors[child.Path] = [$"{child.Path}: no bot of that name is registered. Registered: {string.Join(", ", _bots)}."];
            }
        }
    }

    private static void Flatten(IConfigurationSection node, string key, List<OptionLeaf> leaves)
    {
        var isLeaf = true;
        foreach (var child in node.GetChildren())
        {
            isLeaf = false;
            Flatten(child, key.Length == 0 ? child.Key : ConfigurationPath.Combine(key, child.Key), leaves);
        }

        if (isLeaf || node.Value is not null)
        {
            leaves.Add(new(node.Path, key, node.Value));
        }
    }
}
