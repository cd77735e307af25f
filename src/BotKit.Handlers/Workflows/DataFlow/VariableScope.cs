using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>The variables of a machine or branch. A branch sees those around it, and its own end with it.</summary>
internal sealed class VariableScope(VariableScope? outer)
{
    private readonly Dictionary<string, FrameData> _own = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, FrameData> Own => _own;

    public bool TryRead(string name, out JsonNode? value)
    {
        if (_own.TryGetValue(name, out var own))
        {
            value = own.Node;
            return true;
        }

        value = null;
        return outer?.TryRead(name, out value) ?? false;
    }

    /// <summary>Assigns a variable of this scope.</summary>
    public void Assign(string name, FrameData value) => _own[name] = value;

    /// <summary>Assigns one that was looked at before.</summary>
    public void Assign(string name, JsonNode? value) => _own[name] = FrameData.Restore(value);

    /// <summary>The bytes of all that can be seen here, once others are assigned.</summary>
    public long BytesWith(IReadOnlyDictionary<string, FrameData>? assign)
        => (outer?.BytesWith(null) ?? 0)
            + _own.Where(it => assign?.ContainsKey(it.Key) != true).Sum(Bytes)
            + (assign?.Sum(Bytes) ?? 0);

    private static long Bytes(KeyValuePair<string, FrameData> it) => it.Key.Length + it.Value.Utf8.Length;
}
