using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using BotKit.Ledger;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Workflows;

/// <summary>The workflows of the options, and the versions that runs have kept.</summary>
internal sealed class WorkflowCatalog(IOptions<WorkflowOptions> options, TaskResources resources, IBotDataStore store)
{
    private const int MaxOld = 1_000;

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<(string Bot, string Name, string Version), byte> _kept = new();
    private readonly ConcurrentDictionary<(string Bot, string Name, string Version), WorkflowDefinition> _old = new();
    private FrozenDictionary<string, WorkflowDefinition>? _current;

    /// <summary>The workflows, by name.</summary>
    /// <exception cref="OptionsValidationException">One of them cannot run; all that is wrong with any is listed.</exception>
    public FrozenDictionary<string, WorkflowDefinition> Current
    {
        get
        {
            lock (_gate)
            {
                return _current ??= ReadAll();
            }
        }
    }

    public WorkflowDefinition? Find(string name) => Current.GetValueOrDefault(name);

    /// <summary>Finds a version: the present one, or one that was kept.</summary>
    public async ValueTask<WorkflowDefinition?> ReadAsync(string bot, string name, string version, CancellationToken cancellationToken)
    {
        if (Find(name) is { } current && current.Version == version)
        {
            return current;
        }

        if (_old.TryGetValue((bot, name, version), out var known))
        {
            return known;
        }

        if (await store.ReadAsync(bot, KeyOf(name, version), cancellationToken).ConfigureAwait(false) is not { } kept
            || DefinitionReader.Read(name, kept.Content.Span, resources.ForKept(), out _) is not { } old)
        {
            return null;
        }

        if (_old.Count >= MaxOld)
        {
            _old.Clear();
        }

        _old[(bot, name, version)] = old;
        return old;
    }

    /// <summary>Keeps a definition for the runs that begin with it.</summary>
    public async ValueTask KeepAsync(string bot, WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        if (_kept.ContainsKey((bot, definition.Name, definition.Version)))
        {
            return;
        }

        await store.TryWriteAsync(bot, KeyOf(definition.Name, definition.Version), definition.Text, 0, null, cancellationToken).ConfigureAwait(false);
        _kept[(bot, definition.Name, definition.Version)] = 0;
    }

    public IReadOnlyList<WorkflowProblem> Check(string name, ReadOnlySpan<byte> utf8, out WorkflowDefinition? definition)
    {
        definition = DefinitionReader.Read(name, utf8, resources, out var problems);
        return problems;
    }

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
        => await store.ReadAsync(WorkflowDefaults.Bot, "definitions/", cancellationToken).ConfigureAwait(false);

    private static string KeyOf(string name, string version) => $"definitions/{name}/{version}";

    private FrozenDictionary<string, WorkflowDefinition> ReadAll()
    {
        var all = new Dictionary<string, WorkflowDefinition>(StringComparer.Ordinal);
        var failures = new List<string>();
        foreach (var (name, text) in options.Value.Definitions)
        {
            var problems = Check(name, Encoding.UTF8.GetBytes(text), out var definition);
            if (definition is not null)
            {
                all[name] = definition;
            }

            failures.AddRange(problems.Where(static it => !it.IsWarning).Select(it => $"{options.Value.Describe(name)}, {it.Path}: {it.Message}"));
        }

        return failures.Count == 0 ? all.ToFrozenDictionary(StringComparer.Ordinal)
            : throw new OptionsValidationException(Microsoft.Extensions.Options.Options.DefaultName, typeof(WorkflowOptions), failures);
    }
}
