using System.Text.Json.Serialization.Metadata;
using BotKit.Json;

namespace BotKit.Core.Tests.Json;

internal static class BotJsonExtensions
{
    public static JsonTypeInfo<T> Contract<T>(this BotJson json) => (JsonTypeInfo<T>)json.Find(typeof(T))!;
}
