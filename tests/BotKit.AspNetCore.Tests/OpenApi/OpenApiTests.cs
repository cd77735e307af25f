using System.Text.Json;
using System.Text.Json.Nodes;
using BotKit.AspNetCore.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.OpenApi;

public sealed class OpenApiTests
{
    [Fact]
    public async Task Document_IsOpenApi31OfThisApi()
    {
        await using var host = await StartAsync();

        using var answer = await host.Client.ReadAsync("/openapi.json");
        var document = await answer.BodyAsync();

        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        document.Text("openapi").Should().Be("3.1.1");
        document.GetProperty("servers")[0].Text("url").Should().Be(ApiHost.Prefix);
        document.Text("jsonSchemaDialect").Should().Be("https://json-schema.org/draft/2020-12/schema");
        document.GetProperty("components").Has("securitySchemes").Should().BeFalse("who may call is the host's to say");
    }

    [Fact]
    public async Task EveryReference_Resolves()
    {
        await using var host = await StartAsync();

        var document = await host.Client.ReadJsonAsync("/openapi.json");

        var references = Walk(document).Where(element => element.ValueKind == JsonValueKind.Object && element.Has("$ref"))
            .Select(element => element.Text("$ref")).ToList();
        references.Should().HaveCountGreaterThan(20).And.AllSatisfy(reference => Resolve(document, reference).Should().NotBeNull(reference));
        references.Should().Contain(reference => reference.Contains("/$defs/"), "the recursive input has definitions of its own");
    }

    [Fact]
    public async Task EveryBot_HasAPathWithItsInputsSchema()
    {
        await using var host = await StartAsync();

        var document = await host.Client.ReadJsonAsync("/openapi.json");

        foreach (var bot in host.Manager.Bots)
        {
            var schema = document.GetProperty("paths").GetProperty("/" + bot.Name).GetProperty("post").GetProperty("requestBody")
                .GetProperty("content").GetProperty("application/json").GetProperty("schema").Text("$ref");
            var place = $"#/components/schemas/{bot.Name}.input";
            schema.Should().Be(place);
            var written = JsonNode.Parse(Resolve(document, schema)!.Value.GetRawText().Replace(place + "/", "#/", StringComparison.Ordinal))!.AsObject();
            var expected = JsonNode.Parse(bot.InputSchema!.Value.GetRawText())!.AsObject();
            expected.Remove("$schema");
            JsonNode.DeepEquals(written, expected).Should().BeTrue("{0} is the input of {1}", written.ToJsonString(), bot.Name);
        }
    }

    [Fact]
    public async Task EveryRoute_IsDescribed()
    {
        await using var host = await StartAsync();

        var paths = (await host.Client.ReadJsonAsync("/openapi.json")).GetProperty("paths");

        var operations = host.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<ApiRoute>())
            .Where(route => route?.Operation is not null)
            .ToList();
        operations.Count.Should().BeGreaterThan(15);
        foreach (var route in operations)
        {
            var path = route!.Pattern.Length == 0 ? "/" : route.Pattern == "/{bot}" ? "/echo" : route.Pattern;
            paths.Has(path).Should().BeTrue(path);
            paths.GetProperty(path).EnumerateObject().Should().Contain(
                operation => operation.Value.Text("operationId").StartsWith(route.Operation!.Id, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task OperationIds_AreUnique()
    {
        await using var host = await StartAsync();

        var paths = (await host.Client.ReadJsonAsync("/openapi.json")).GetProperty("paths");

        paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value.Text("operationId"))
            .Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task WholeNumbers_AreIntegersAndNothingElse()
    {
        await using var host = await StartAsync();

        var document = await host.Client.ReadJsonAsync("/openapi.json");

        var types = Walk(document)
            .Where(element => element.ValueKind == JsonValueKind.Object && element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.Array)
            .Select(element => element.GetProperty("type").EnumerateArray().Select(type => type.GetString()).ToList())
            .ToList();
        types.Should().NotBeEmpty().And.AllSatisfy(type => (type.Contains("string") && (type.Contains("integer") || type.Contains("number"))).Should().BeFalse());
        Resolve(document, "#/components/schemas/RunDetail/properties/attempts/type")!.Value.GetString().Should().Be("integer");
    }

    [Fact]
    public async Task EveryPathParameter_IsNamed()
    {
        await using var host = await StartAsync();

        var paths = (await host.Client.ReadJsonAsync("/openapi.json")).GetProperty("paths");

        foreach (var path in paths.EnumerateObject())
        {
            var names = path.Name.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment.Trim('{', '}'));
            foreach (var operation in path.Value.EnumerateObject())
            {
                var parameters = operation.Value.TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToList() : [];
                parameters.Where(parameter => parameter.Text("in") == "path").Select(parameter => parameter.Text("name")).Should().Equal(names, path.Name);
            }
        }
    }

    [Fact]
    public async Task SensitiveMembersOfResults_ArePromisedAsNothing()
    {
        await using var host = await StartAsync();

        var document = await host.Client.ReadJsonAsync("/openapi.json");

        Resolve(document, "#/components/schemas/echo.result/properties/secret")!.Value.Has("type").Should().BeFalse("it comes masked");
        Resolve(document, "#/components/schemas/echo.result/properties/number/type")!.Value.GetString().Should().Be("integer");
    }

    [Fact]
    public async Task NamesOfTypes_AreNobodysBusiness()
    {
        await using var host = await StartAsync();

        var text = (await host.Client.ReadJsonAsync("/openapi.json")).GetRawText();

        text.Should().NotContainAny("BotKit.", "System.", "$comment", "EchoInput", "WideInput", "`1");
    }

    private static Task<ApiHost> StartAsync()
        => ApiHost.StartAsync(new()
        {
            Bots = bots =>
            {
                bots.AddBot<WideBot>("wide").Validate<WideInputValidator>();
                bots.AddBot<OperationBot>("operation-bot");
                bots.AddBot<NothingBot>("nothing");
            },
        });

    private static JsonElement? Resolve(JsonElement document, string reference)
    {
        var at = document;
        foreach (var segment in reference[2..].Split('/'))
        {
            var name = segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind == JsonValueKind.Array ? int.Parse(name, null) >= at.GetArrayLength() : !at.TryGetProperty(name, out _))
            {
                return null;
            }

            at = at.ValueKind == JsonValueKind.Array ? at[int.Parse(name, null)] : at.GetProperty(name);
        }

        return at;
    }

    private static IEnumerable<JsonElement> Walk(JsonElement element)
        => element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Walk(member.Value)).Prepend(element),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Walk).Prepend(element),
            _ => [element],
        };
}
