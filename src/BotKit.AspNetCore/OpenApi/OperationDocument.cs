using System.Globalization;
using System.Text.Json.Nodes;
using BotKit.AspNetCore.Endpoints;
using BotKit.AspNetCore.Envelope;
using BotKit.AspNetCore.Security;
using Microsoft.AspNetCore.WebUtilities;

namespace BotKit.AspNetCore.OpenApi;

/// <summary>Writes what one operation takes and answers.</summary>
internal sealed class OperationDocument(ApiDocument document, ApiOperation operation)
{
    // What every route may answer with.
    private static readonly int[] Always = [400, 401, 403, 429, 500];

    private const string ScheduleId = "^[a-z][a-z0-9-]{0,62}$";

    private static readonly ApiParameter FromOurPage = new(
        CrossSite.Header, "1, in a call that a cookie authenticates.", """{"const":"1"}""");

    /// <summary>An operation of the API; of the bots, where it concerns any of them.</summary>
    public JsonObject Write(string pattern, IReadOnlyList<BotDescriptor>? bots)
    {
        var parameters = Parameters();
        if (bots is not null)
        {
            var names = new JsonArray([.. bots.Select(static bot => (JsonNode)bot.Name)]);
            parameters.Insert(0, Path("bot", new JsonObject { ["type"] = "string", ["enum"] = names }));
        }
        else if (pattern.Contains("{executionId}", StringComparison.Ordinal))
        {
            parameters.Insert(0, Path("executionId", new JsonObject { ["type"] = "string", ["format"] = "uuid" }));
        }

        else if (pattern.Contains("{id}", StringComparison.Ordinal))
        {
            parameters.Insert(0, Path("id", pattern.Split('/')[1] switch
            {
                "alerts" => new JsonObject { ["type"] = "string", ["format"] = "uuid" },
                "files" => new JsonObject { ["type"] = "string", ["pattern"] = FileOperations.IdPattern },
                _ => new JsonObject { ["type"] = "string", ["pattern"] = ScheduleId },
            }));
        }

        var content = operation.Body is { } body ? Content(document.Of(body)) : operation.TakesAnyInput ? Content([]) : operation.TakesFile ? File() : null;
        return Write(operation.Id, operation.Summary, parameters, content, isBodyRequired: !operation.TakesAnyInput && !operation.IsBodyOptional, Success(null));
    }

    /// <summary>The same operation of one bot.</summary>
    public JsonObject Write(BotDescriptor bot)
    {
        var summary = operation.StartsRun && bot.Description.Length > 0 ? bot.Description : operation.Summary;
        return Write(
            $"{operation.Id}_{bot.Name.Replace('-', '_')}",
            summary,
            Parameters(),
            operation.StartsRun ? Content(document.InputOf(bot)) : null,
            isBodyRequired: true,
            Success(bot));
    }

    private JsonObject Write(string id, string summary, JsonArray parameters, JsonObject? body, bool isBodyRequired, JsonObject responses)
    {
        foreach (var status in Always.Concat(operation.Problems).Except(operation.Success).Distinct().Order())
        {
            responses[Text(status)] = new JsonObject { ["$ref"] = "#/components/responses/" + (status is 429 or 503 ? "ProblemWithWait" : "Problem") };
        }

        var written = new JsonObject { ["operationId"] = id, ["summary"] = summary };
        if (parameters.Count > 0)
        {
            written["parameters"] = parameters;
        }

        if (body is not null)
        {
            written["requestBody"] = new JsonObject { ["required"] = isBodyRequired, ["content"] = body };
        }

        written["responses"] = responses;
        return written;
    }

    private JsonObject Success(BotDescriptor? bot)
    {
        var responses = new JsonObject();
        foreach (var status in operation.Success)
        {
            var response = new JsonObject { ["description"] = ReasonPhrases.GetReasonPhrase(status) };
            if (operation.Id == ApiOperations.Listen.Id)
            {
                response["content"] = new JsonObject { ["text/event-stream"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } } };
            }
            else if (!operation.GivesFile)
            {
                response["content"] = Content(Answer(status, bot));
            }
            else if (status != 304)
            {
                response["content"] = File();
            }

            var headers = operation.SuccessHeaders.Where(header => header.Status == status).Select(static header => header.Header).ToList();
            if (headers.Count > 0)
            {
                response["headers"] = new JsonObject(headers.Select(static header => KeyValuePair.Create<string, JsonNode?>(header.Name, Header(header))));
            }

            responses[Text(status)] = response;
        }

        return responses;
    }

    private JsonObject Answer(int status, BotDescriptor? bot)
        => (operation.StartsRun, status) switch
        {
            (true, 202) => document.Of(ApiJson.Default.AcceptedBody),
            (true, _) => Envelope(bot!),
            _ => operation.Answer is { } answer ? document.Of(answer) : new JsonObject { ["type"] = "object" },
        };

    private JsonObject Envelope(BotDescriptor bot)
        => new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["success"] = new JsonObject { ["const"] = true },
                ["executionId"] = new JsonObject { ["type"] = "string", ["format"] = "uuid" },
                ["bot"] = new JsonObject { ["const"] = bot.Name },
                ["status"] = new JsonObject { ["const"] = nameof(BotStatus.Succeeded) },
                ["data"] = document.ResultOf(bot),
                ["duration"] = new JsonObject { ["type"] = "number" },
                ["attempts"] = new JsonObject { ["type"] = "integer" },
            },
            ["required"] = new JsonArray("success", "executionId", "bot", "status", "data", "duration", "attempts"),
        };

    private JsonArray Parameters()
    {
        var parameters = new JsonArray();
        foreach (var (parameter, place) in operation.Query.Select(static it => (it, "query")).Concat(Headers().Select(static it => (it, "header"))))
        {
            parameters.Add((JsonNode)new JsonObject
            {
                ["name"] = parameter.Name,
                ["in"] = place,
                ["description"] = parameter.Description,
                ["schema"] = JsonNode.Parse(parameter.Schema),
            });
        }

        return parameters;
    }

    private IEnumerable<ApiParameter> Headers() => operation.Changes ? operation.Headers.Append(FromOurPage) : operation.Headers;

    private static JsonObject Header(ApiParameter header)
        => new() { ["description"] = header.Description, ["schema"] = JsonNode.Parse(header.Schema) };

    private static JsonObject Path(string name, JsonObject schema)
        => new() { ["name"] = name, ["in"] = "path", ["required"] = true, ["schema"] = schema };

    private static JsonObject Content(JsonObject schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };

    // Bytes of any type have no schema (OpenAPI 3.1, section 4.8.14.3).
    private static JsonObject File() => new() { ["*/*"] = new JsonObject() };

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
