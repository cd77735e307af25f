using System.Text.Json;

namespace BotKit.Handlers.Tests.Database;

/// <summary>Parameters of a query, as JSON brings them.</summary>
internal static class Parameters
{
    public static IReadOnlyDictionary<string, JsonElement> None { get; } = Of("{}");

    public static IReadOnlyDictionary<string, JsonElement> Of(string json) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
}
