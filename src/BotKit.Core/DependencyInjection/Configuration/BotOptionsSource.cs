using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace BotKit.DependencyInjection;

/// <summary>
/// The options of all bots, and what becomes of them when configuration changes: only a bot whose values changed gets new
/// options, and one whose new values are not valid keeps the last good ones.
/// </summary>
internal sealed class BotOptionsSource : IDisposable
{
    private readonly Lock _lock = new();
    private readonly IReadOnlyList<string> _bots;
    private readonly IReadOnlyList<IConfigurationSection> _sections;
    private readonly BotOptionsReader _reader;
    private readonly Dictionary<string, Accepted> _accepted = new(StringComparer.Ordinal);
    private readonly ReloadRefusals _refusedBots = new();
    private readonly ReloadRefusals _refusedSections = new();
    private IReadOnlySet<string> _present = new HashSet<string>();
    private List<IDisposable>? _subscriptions;
    private volatile IReadOnlyDictionary<string, IReadOnlyList<string>> _failures = new Dictionary<string, IReadOnlyList<string>>();
    private bool _loaded;
    private bool _disposed;

    /// <param name="bots">The registered names.</param>
    /// <param name="sections">The sections whose children are the bots' sections; later ones win.</param>
    /// <param name="configure">What the code configures, under the bots' names as options names.</param>
    public BotOptionsSource(
        IEnumerable<string> bots, IEnumerable<IConfigurationSection> sections, IEnumerable<IConfigureOptions<BotOptions>> configure)
    {
        _bots = [.. bots];
        _sections = [.. sections];
        _reader = new([.. configure]);
    }

    /// <summary>
    /// Called with the bot's new options, one call at a time; set late, at once with what has changed since <see cref="LoadAll"/>.
    /// If it throws, the bot keeps its old options and the next reload tries again.
    /// </summary>
    public Action<string, BotOptions>? Changed
    {
        get;
        set
        {
            lock (_lock)
            {
                field = value;
                Reload();
            }
        }
    }

    /// <summary>
    /// Called once for each new reason to refuse a reload, with the bot's name, or the path of a section that is no bot's, and the
    /// errors; set late, at once for what it missed.
    /// </summary>
    public Action<string, IReadOnlyList<string>>? ReloadFailed
    {
        get => _refusedBots.Refused;
        set
        {
            lock (_lock)
            {
                _refusedBots.Refused = _refusedSections.Refused = value;
            }
        }
    }

    /// <summary>Called when what was refused is right again; if that brought new options, after <see cref="Changed"/>.</summary>
    public Action<string>? ReloadRecovered
    {
        get => _refusedBots.Recovered;
        set => _refusedBots.Recovered = _refusedSections.Recovered = value;
    }

    /// <summary>What <see cref="ReloadFailed"/> was called for and has not recovered since, with the errors.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Failures => _failures;

    /// <summary>Reads everything, and from then on follows configuration. Called again, it gives what is in force.</summary>
    /// <exception cref="BotConfigurationException">Something is not valid. It lists all errors of all bots.</exception>
    public IReadOnlyDictionary<string, BotOptions> LoadAll()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _subscriptions ??= [.. _sections.Select(section => ChangeToken.OnChange(section.GetReloadToken, Reload))];
            if (!_loaded)
            {
                ReadAll();
                _loaded = true;

                // Code that configures a bot may have changed configuration in its turn.
                Reload();
            }

            return _accepted.ToDictionary(entry => entry.Key, entry => entry.Value.Options, StringComparer.Ordinal);
        }
    }

    public void Dispose()
    {
        List<IDisposable>? subscriptions;
        lock (_lock)
        {
            _disposed = true;
            subscriptions = _subscriptions;
            _subscriptions = null;
        }

        // Not under the lock: this waits for a callback in progress, which may wait for the lock.
        subscriptions?.ForEach(subscription => subscription.Dispose());
    }

    private void ReadAll()
    {
        var sections = BotSections.Read(_bots, _sections);
        var errors = new List<string>();
        foreach (var bot in _bots)
        {
            var leaves = sections.LeavesOf(bot);
            _accepted[bot] = new(leaves, _reader.Read(bot, sections.PathOf(bot), leaves, errors));
        }

        errors.AddRange(sections.Errors.Values.SelectMany(list => list));
        if (errors.Count > 0)
        {
            throw new BotConfigurationException([.. errors.Distinct(StringComparer.Ordinal)]);
        }

        _present = sections.Present;
    }

    private void Reload()
    {
        lock (_lock)
        {
            if (!_loaded || _disposed)
            {
                return;
            }

            try
            {
                Reload(BotSections.Read(_bots, _sections));
            }
            catch (Exception exception)
            {
                // From a configuration provider, on a thread whose end would be the end of the process.
                _refusedSections.Replace(Stale(_sections.Select(section => section.Path), $"could not be read ({exception.GetType().Name})"));
            }

            _failures = new Dictionary<string, IReadOnlyList<string>>(_refusedSections.Errors.Concat(_refusedBots.Errors).DistinctBy(entry => entry.Key));
        }
    }

    private void Reload(BotSections sections)
    {
        // A file that is broken or missing for a moment looks empty; nobody takes all options back on purpose while running.
        var gone = _present.Where(path => !sections.Present.Contains(path)).ToList();
        if (gone.Count > 0)
        {
            _refusedSections.Replace(Stale(gone, "is empty now"));
            return;
        }

        _present = sections.Present;
        _refusedSections.Replace(sections.Errors);
        foreach (var bot in _bots)
        {
            Reload(bot, sections.PathOf(bot), sections.LeavesOf(bot));
        }
    }

    private void Reload(string bot, string path, IReadOnlyList<OptionLeaf> leaves)
    {
        if (leaves.SequenceEqual(_accepted[bot].Leaves))
        {
            _refusedBots.Remove(bot);
            return;
        }

        if (_refusedBots.Contains(bot, leaves))
        {
            return;
        }

        var errors = new List<string>();
        var options = _reader.Read(bot, path, leaves, errors);
        if (errors.Count > 0)
        {
            _refusedBots.Add(bot, leaves, errors);
            return;
        }

        if (Changed is null)
        {
            // Nobody puts them to use yet; whoever will be told gets them then.
            return;
        }

        try
        {
            Changed(bot, options);
        }
        catch (Exception exception)
        {
            _refusedBots.Add(bot, leaves: null, [$"{path}: the new options could not be put to use: {exception.GetType().Name}: {exception.Message}"]);
            return;
        }

        _accepted[bot] = new(leaves, options);
        _refusedBots.Remove(bot);
    }

    private static Dictionary<string, IReadOnlyList<string>> Stale(IEnumerable<string> paths, string why)
        => paths.Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary<string, string, IReadOnlyList<string>>(
            path => path, path => [$"{path}: the section {why}; the last good options stay."], StringComparer.OrdinalIgnoreCase);

    private sealed record Accepted(IReadOnlyList<OptionLeaf> Leaves, BotOptions Options);
}
