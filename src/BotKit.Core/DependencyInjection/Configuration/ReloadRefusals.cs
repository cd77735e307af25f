namespace BotKit.DependencyInjection;

/// <summary>Which bots, or stray sections, did not take the latest configuration, and why. What is refused again for the same reason is not said again.</summary>
internal sealed class ReloadRefusals
{
    private readonly Dictionary<string, Refusal> _refusals = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Called for each new refusal; set late, at once for those there are.</summary>
    public Action<string, IReadOnlyList<string>>? Refused
    {
        get;
        set
        {
            field = value;
            foreach (var (name, refusal) in _refusals)
            {
                Tell(() => value?.Invoke(name, refusal.Errors));
            }
        }
    }

    public Action<string>? Recovered { get; set; }

    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Errors
        => _refusals.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Errors));

    public bool Contains(string name, IReadOnlyList<OptionLeaf> leaves)
        => _refusals.TryGetValue(name, out var refusal) && refusal.Leaves is { } refused && refused.SequenceEqual(leaves);

    /// <param name="name">Of the bot or section.</param>
    /// <param name="leaves">The values that were refused; <see langword="null"/> when they may be right and are to be tried again.</param>
    /// <param name="errors">Why.</param>
    public void Add(string name, IReadOnlyList<OptionLeaf>? leaves, IReadOnlyList<string> errors)
    {
        var isNew = !_refusals.TryGetValue(name, out var before) || !before.Errors.SequenceEqual(errors);
        _refusals[name] = new(leaves, errors);
        if (isNew)
        {
            Tell(() => Refused?.Invoke(name, errors));
        }
    }

    public void Remove(string name)
    {
        if (_refusals.Remove(name))
        {
            Tell(() => Recovered?.Invoke(name));
        }
    }

    /// <summary>Keeps exactly these.</summary>
    public void Replace(IReadOnlyDictionary<string, IReadOnlyList<string>> errors)
    {
        foreach (var name in _refusals.Keys.Where(name => !errors.ContainsKey(name)).ToList())
        {
            Remove(name);
        }

        foreach (var (name, list) in errors)
        {
            Add(name, leaves: null, list);
        }
    }

    private static void Tell(Action call)
    {
        try
        {
            call();
        }
        catch (Exception)
        {
            // Whoever listens, a logger for one, must not stop the reload of the other bots.
        }
    }

    private sealed record Refusal(IReadOnlyList<OptionLeaf>? Leaves, IReadOnlyList<string> Errors);
}
