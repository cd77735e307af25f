using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>The variables of a machine or branch. A branch sees those around it, and its own end with it.</summary>
internal sealed class VariableScope(VariableScope? outer)
{
    private readonly Dictionary<string, JsonNode?> _own = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, JsonNode?> Own => _own;

    public bool TryRead(string name, out JsonNode? value)
        => _own.TryGetValue(name, out value) || (outer?.TryRead(name, out value) ?? false);

    /// <summary>Assigns a variable of this scope.</summary>
    public void Assign(string name, JsonNode? value) => _own[name] = value;
}
