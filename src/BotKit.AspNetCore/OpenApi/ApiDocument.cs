using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using BotKit.AspNetCore.Endpoints;
using BotKit.AspNetCore.Envelope;

namespace BotKit.AspNetCore.OpenApi;

/// <summary>Writes one OpenAPI document (version 3.1.1). Who may call what is the host's to say, so it holds no security schemes.</summary>
internal sealed class ApiDocument(BotSchemas bots)
{
    public const string Components = "#/components/schemas/";
    private const string Draft = "https://json-schema.org/draft/2020-12/schema";
    private static readonly JsonSchemaExporterOptions Exporting = new() { TreatNullObliviousAsNonNullable = true };

    private readonly JsonObject _schemas = [];

    public JsonObject Write(
        string prefix, IReadOnlyList<BotDescriptor> registered, IReadOnlyList<(string Pattern, string Method, ApiOperation Operation)> routes)
    {
        var paths = new JsonObject();
        foreach (var (pattern, method, operation) in routes.Where(static route => route.Pattern != "/{bot}"))
        {
            var names = pattern.Contains("{bot}", StringComparison.Ordinal) ? registered : null;
            Add(paths, pattern.Length == 0 ? "/" : pattern, method, new OperationDocument(this, operation).Write(pattern, names));
        }

        // Each bot has its own paths, for its own schemas.
        foreach (var bot in registered)
        {
            foreach (var (_, method, operation) in routes.Where(static route => route.Pattern == "/{bot}"))
            {
                Add(paths, "/" + bot.Name, method, new OperationDocument(this, operation).Write(bot));
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "BotKit",
                ["version"] = "1",
                ["description"] = "HEAD is answered like GET. Another method is refused with 405 and Allow, another path with 404.",
            },
            ["jsonSchemaDialect"] = Draft,
            ["servers"] = new JsonArray(new JsonObject { ["url"] = prefix }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = _schemas,
                ["responses"] = new JsonObject
                {
                    ["Problem"] = Problem(waits: false),
                    ["ProblemWithWait"] = Problem(waits: true),
                },
            },
        };
    }

    /// <summary>Points at the schema of one of the API's own types.</summary>
    public JsonObject Of(JsonTypeInfo contract)
    {
        var name = contract.Type.Name;
        name = name.EndsWith("Body", StringComparison.Ordinal) ? name[..^4] : name;
        return Point(name, place => SchemaReferences.MoveTo(contract.GetJsonSchemaAsNode(Exporting), place));
    }

    public JsonObject InputOf(BotDescriptor bot) => Point(bot.Name + ".input", place => BotSchemas.InputOf(bot, place));

    public JsonObject ResultOf(BotDescriptor bot) => Point(bot.Name + ".result", place => bots.ResultOf(bot, place));

    private JsonObject Problem(bool waits)
    {
        var problem = new JsonObject
        {
            ["description"] = "The call did not succeed (RFC 9457).",
            ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = Of(ApiJson.Default.ProblemBody) } },
        };
        if (waits)
        {
            problem["headers"] = new JsonObject
            {
                ["Retry-After"] = new JsonObject
                {
                    ["description"] = "After how many seconds to try again; absent where waiting alone does not help.",
                    ["schema"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1 },
                },
            };
        }

        return problem;
    }

    private JsonObject Point(string name, Func<string, JsonNode> make)
    {
        if (!_schemas.ContainsKey(name))
        {
            _schemas[name] = make(Components + name);
        }

        return new JsonObject { ["$ref"] = Components + name };
    }

    private static void Add(JsonObject paths, string path, string method, JsonObject operation)
    {
        if (paths[path] is not JsonObject item)
        {
            paths[path] = item = [];
        }

        item[method.ToLowerInvariant()] = operation;
    }
}
