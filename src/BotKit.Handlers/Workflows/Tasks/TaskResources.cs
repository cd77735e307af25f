using System.Collections.Frozen;

namespace BotKit.Handlers.Workflows;

/// <summary>What Tasks can do here, by scheme.</summary>
internal sealed class TaskResources
{
    private readonly FrozenDictionary<string, ITaskResource> _resources;

    public TaskResources(IEnumerable<ITaskResource> resources)
        : this(resources.ToFrozenDictionary(static it => it.Scheme, StringComparer.Ordinal), checks: true)
    {
    }

    private TaskResources(FrozenDictionary<string, ITaskResource> resources, bool checks) => (_resources, Checks) = (resources, checks);

    /// <summary>Whether Tasks are looked at: not those of a definition that began to run and that is kept, whatever is registered now.</summary>
    public bool Checks { get; }

    public string Names => string.Join(", ", _resources.Keys.Order(StringComparer.Ordinal));

    public ITaskResource? Find(string scheme) => _resources.GetValueOrDefault(scheme);

    public TaskResources ForKept() => new(_resources, checks: false);
}
