using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Json;

/// <summary>Where the serializer gave up, as far as that may be told: only through members of the contract, and not into a sensitive one.</summary>
internal static class FailurePath
{
    public static string Of(Exception failure, JsonTypeInfo root)
        => failure is JsonException { Path: ['$', .. var rest] } ? MemberPath.FromJson(rest, root) : JsonPath.Root;
}
