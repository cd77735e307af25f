using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BotKit.Json;
using BotKit.Validation;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.OpenApi;

/// <summary>The schemas of what bots take and give. Results are as the API writes them: sensitive members may be anything, since they are masked.</summary>
internal sealed class BotSchemas(BotJson json, ILogger<BotSchemas> logger)
{
    private readonly ConcurrentDictionary<string, string> _results = new(StringComparer.Ordinal);

    public static JsonNode InputOf(BotDescriptor bot, string place)
        => SchemaReferences.MoveTo(bot.InputSchema is { } schema ? JsonNode.Parse(schema.GetRawText())! : new JsonObject(), place);

    public JsonNode ResultOf(BotDescriptor bot, string place)
        => SchemaReferences.MoveTo(JsonNode.Parse(_results.GetOrAdd(bot.Name, static (_, it) => it.Self.Write(it.bot), (Self: this, bot)))!, place);

    private string Write(BotDescriptor bot)
    {
        try
        {
            return json.FindMasked(bot.ResultType) is { } contract ? InputSchema.Create(contract, []).GetRawText() : "{}";
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            // A contract may be one that can be written, and not described.
            Log.SchemaMissing(logger, exception, bot.Name);
            return "{}";
        }
    }
}
