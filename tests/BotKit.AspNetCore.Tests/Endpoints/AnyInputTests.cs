using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

/// <summary>No input whatever gets another answer than the contract's.</summary>
public sealed class AnyInputTests
{
    private static readonly Gen<string> Fragment = Gen.OneOf(
        OneOf(
            "{", "}", "[", "]", ",", ":", "\"", "\"text\"", "\"number\"", "\"when\"", "\"kind\"", "\"tags\"", "\"child\"", "\"$type\"", "null", "true",
            "1", "-1", "1e999", "\"2026-01-01T00:00:00Z\"", "\"Two\"", "\"\\ud800\"", "{\"text\":\"a\"}", " "),
        Gen.String[0, 5].Select(text => JsonSerializer.Serialize(text)));

    private static readonly Gen<byte[]> Body = Gen.OneOf(
        Gen.Byte.Array[0, 200],
        Fragment.Array[0, 15].Select(fragments => Encoding.UTF8.GetBytes(string.Concat(fragments))),
        Fragment.Array[0, 8].Select(fragments => Encoding.UTF8.GetBytes("{\"text\":\"a\"," + string.Concat(fragments) + "}")));

    [Fact]
    public async Task AnyBody_IsAnsweredWithAnEnvelope()
    {
        await using var host = await StartAsync();

        await Body.SampleAsync(
            async body =>
            {
                using var request = Answers.Post("/wide", null);
                request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
                var calls = host.Work.Calls;

                using var answer = await host.Client.SendAsync(request);

                ((int)answer.StatusCode).Should().BeOneOf(200, 400, 422);
                var envelope = await answer.BodyAsync();
                envelope.GetProperty("success").GetBoolean().Should().Be(answer.IsSuccessStatusCode);
                envelope.GetProperty("executionId").GetGuid().Version.Should().Be(7);
                envelope.Text("bot").Should().Be("wide");
                (host.Work.Calls - calls).Should().Be(answer.IsSuccessStatusCode ? 1 : 0);
            },
            iter: 2_000,
            threads: 1);
    }

    [Fact]
    public async Task AnyContentType_IsJsonOr415()
    {
        await using var host = await StartAsync();
        var part = Gen.OneOf(OneOf("application", "json", "/", ";", " ", "charset", "=", "utf-8", "\"", "+", ",", "*"), Gen.String[Gen.Char[' ', '~'], 0, 3]);

        await part.Array[0, 8].Select(parts => string.Concat(parts)).SampleAsync(
            async type =>
            {
                using var request = Answers.Post("/scripted", null);
                request.Content = new ByteArrayContent("{}"u8.ToArray());
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

                using var answer = await host.Client.SendAsync(request);

                ((int)answer.StatusCode).Should().BeOneOf(200, 415);
                if (answer.IsSuccessStatusCode)
                {
                    var normal = type.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);
                    normal.TrimEnd(';').Should().BeOneOf("application/json", "application/json;charset=utf-8");
                }
            },
            iter: 1_000,
            threads: 1);
    }

    [Fact]
    public async Task AnyQuery_IsTakenOr400()
    {
        await using var host = await StartAsync();
        var name = OneOf("bot", "status", "trigger", "from", "to", "before", "count", "minutes", "dryRun", "reveal", "text", "state", "level", "since", "resolution", "executionId", "x");
        var value = Gen.OneOf(OneOf("1", "Failed", "Http", "2026-01-01", "true", "echo", "-1", "99999999999"), Gen.String[0, 10]);
        var query = Gen.Select(name, value, (n, v) => n + "=" + Uri.EscapeDataString(v)).Array[0, 4].Select(pairs => "?" + string.Join("&", pairs));

        await Gen.Select(OneOf("", "/runs", "/metrics", "/alerts", "/health", "/echo", "/logs", "/audit", "/openapi.json"), query).SampleAsync(
            async (path, pairs) =>
            {
                using var answer = await host.Client.ReadAsync(path + pairs);

                ((int)answer.StatusCode).Should().BeOneOf(200, 400, 404);
            },
            iter: 1_000,
            threads: 1);
    }

    [Fact]
    public async Task AnyKey_IsTakenOr400()
    {
        await using var host = await StartAsync();

        await Gen.String[Gen.OneOf(Gen.Char[' ', '~'], Gen.Char['\u00A0', '\u00FF'], Gen.Const('\t')), 1, 210].SampleAsync(
            async key =>
            {
                using var answer = await host.Client.RunAsync("scripted", "{}", default, ("Idempotency-Key", key));

                var isKey = key.Length <= 200 && key.All(character => character is >= ' ' and <= '~');
                ((int)answer.StatusCode).Should().Be(isKey ? 200 : 400);
            },
            iter: 500,
            threads: 1);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static Task<ApiHost> StartAsync()
        => ApiHost.StartAsync(new()
        {
            Api = api => api.CallsPerMinute = 1_000_000,
            Bots = bots => bots.AddBot<WideBot>("wide").Validate<WideInputValidator>(),
        });
}
