using System.Text.Json.Nodes;

namespace BotKit.Json;

/// <summary>A converter of which the serializer cannot tell the schema.</summary>
internal interface IEnumNames
{
    /// <summary>The names that it takes, as a JSON Schema; a new one with each call.</summary>
    JsonObject Schema { get; }
}
