using System.Collections.Frozen;

namespace BotKit.Handlers.Workflows;

/// <summary>What Tasks can do here, by scheme.</summary>
internal sealed class TaskResources(IEnumerable<ITaskResource> resources)
{
    private readonly FrozenDictionary<string, ITaskResource> _resources = resources.ToFrozenDictionary(static it => it.Scheme, StringComparer.Ordinal);

    public string Names => string.Join(", ", _resources.Keys.Order(StringComparer.Ordinal));

    public ITaskResource? Find(string scheme) => _resources.GetValueOrDefault(scheme);
}
