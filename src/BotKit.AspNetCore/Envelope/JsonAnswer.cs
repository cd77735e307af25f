using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.AspNetCore.Envelope;

/// <summary>An answer of one of our own types.</summary>
internal sealed class JsonAnswer<T>(T body, JsonTypeInfo<T> contract, int statusCode = 200) : Answer(statusCode)
{
    protected override string ContentType => "application/json; charset=utf-8";

    protected override void Write(Utf8JsonWriter writer, TimeProvider clock) => JsonSerializer.Serialize(writer, body, contract);
}
