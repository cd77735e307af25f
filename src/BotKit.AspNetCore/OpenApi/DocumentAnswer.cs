using System.Text.Json;
using System.Text.Json.Nodes;
using BotKit.AspNetCore.Envelope;

namespace BotKit.AspNetCore.OpenApi;

/// <summary>An answer that is a JSON document.</summary>
internal sealed class DocumentAnswer(JsonObject document) : Answer(200)
{
    protected override string ContentType => "application/json; charset=utf-8";

    protected override void Write(Utf8JsonWriter writer, TimeProvider clock) => document.WriteTo(writer);
}
