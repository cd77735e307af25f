using System.Net;
using BotKit.AspNetCore.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class RoutesTests
{
    [Theory]
    [InlineData("PUT", "", "GET, HEAD")]
    [InlineData("POST", "", "GET, HEAD")]
    [InlineData("POST", "/health", "GET, HEAD")]
    [InlineData("DELETE", "/metrics", "GET, HEAD")]
    [InlineData("POST", "/alerts", "GET, HEAD")]
    [InlineData("POST", "/runs", "GET, HEAD")]
    [InlineData("PATCH", "/runs/019b8d5e-0000-7000-8000-000000000001", "GET, HEAD")]
    [InlineData("DELETE", "/echo", "GET, HEAD, POST")]
    [InlineData("OPTIONS", "/echo", "GET, HEAD, POST")]
    [InlineData("TRACE", "/echo", "GET, HEAD, POST")]
    [InlineData("MADEUP", "/echo", "GET, HEAD, POST")]
    [InlineData("POST", "/logs", "GET, HEAD")]
    [InlineData("POST", "/files", "GET, HEAD, PUT")]
    [InlineData("PUT", "/files/0123456789abcdefghijklmnopqrstuv01234567", "GET, HEAD, DELETE")]
    [InlineData("DELETE", "/schedules", "GET, HEAD, POST")]
    [InlineData("POST", "/schedules/nightly", "GET, HEAD, PUT, DELETE")]
    [InlineData("PATCH", "/schedules/preview", "GET, HEAD, PUT, DELETE")]
    [InlineData("GET", "/schedules/nightly/pause", "POST")]
    [InlineData("GET", "/schedules/nightly/resume", "POST")]
    [InlineData("PUT", "/schedules/nightly/run", "POST")]
    [InlineData("GET", "/schedules/nightly/backfill", "POST")]
    [InlineData("POST", "/schedules/nightly/next", "GET, HEAD")]
    [InlineData("DELETE", "/schedules/nightly/occurrences", "GET, HEAD")]
    [InlineData("GET", "/alerts/019b8d5e-0000-7000-8000-000000000001/ack", "POST")]
    [InlineData("DELETE", "/audit", "GET, HEAD")]
    [InlineData("POST", "/events", "GET, HEAD")]
    [InlineData("PUT", "/openapi.json", "GET, HEAD")]
    [InlineData("GET", "/runs/replay", "POST")]
    [InlineData("GET", "/runs/019b8d5e-0000-7000-8000-000000000001/replay", "POST")]
    [InlineData("GET", "/runs/019b8d5e-0000-7000-8000-000000000001/cancel", "POST")]
    [InlineData("DELETE", "/runs/019b8d5e-0000-7000-8000-000000000001/erase", "POST")]
    [InlineData("GET", "/echo/pause", "POST")]
    [InlineData("GET", "/echo/resume", "POST")]
    [InlineData("GET", "/echo/circuit/isolate", "POST")]
    [InlineData("GET", "/echo/circuit/reset", "POST")]
    public async Task AnotherMethod_Is405AndSaysWhichAreAnswered(string method, string path, string allowed)
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), ApiHost.Prefix + path);

        using var answer = await host.Client.SendAsync(request);

        await answer.ShouldBeProblemAsync(405, BotErrorCodes.MethodNotAllowed);
        answer.Content.Headers.Allow.Should().Equal(allowed.Split(", "));
        host.Manager.GetState("echo").Should().BeEquivalentTo(new { Pause = (BotPause?)null, Circuit = CircuitPosition.Closed });
    }

    [Theory]
    [InlineData("/echo/unknown")]
    [InlineData("/echo/circuit")]
    [InlineData("/runs/019b8d5e-0000-7000-8000-000000000001/unknown")]
    [InlineData("/a/b/c/d/e/f")]
    public async Task UnknownRoute_BelowThePrefix_Is404InOurWords(string path)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.ReadAsync(path);

        await answer.ShouldBeProblemAsync(404, BotErrorCodes.UnknownRoute);
    }

    [Theory]
    [InlineData("ECHO")]
    [InlineData("echo%20")]
    [InlineData("echo%2Fpause")]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("%D0%B5cho")]
    [InlineData("echo%E2%80%8B")]
    [InlineData("BotKit.AspNetCore.Tests.EchoBot")]
    public async Task NameThatLooksLikeABots_IsNobodys(string name)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.RunAsync(name, """{"text":"hello"}""");

        await answer.ShouldBeProblemAsync(404, BotErrorCodes.UnknownBot);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/echo")]
    [InlineData("/runs")]
    [InlineData("/logs")]
    [InlineData("/files")]
    [InlineData("/files/nobody")]
    [InlineData("/audit")]
    [InlineData("/openapi.json")]
    [InlineData("/nobody")]
    public async Task Head_AnswersLikeGetWithoutABody(string path)
    {
        await using var host = await ApiHost.StartAsync();
        using var get = await host.Client.ReadAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Head, ApiHost.Prefix + path);

        using var head = await host.Client.SendAsync(request);

        head.StatusCode.Should().Be(get.StatusCode);
        head.Content.Headers.ContentType.Should().Be(get.Content.Headers.ContentType);
        (await head.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/echo")]
    [InlineData("GET", "/nobody")]
    [InlineData("GET", "/health")]
    [InlineData("GET", "/metrics")]
    [InlineData("GET", "/runs")]
    [InlineData("GET", "/alerts")]
    [InlineData("GET", "/logs")]
    [InlineData("GET", "/files")]
    [InlineData("PUT", "/files")]
    [InlineData("DELETE", "/files/nobody")]
    [InlineData("GET", "/audit")]
    [InlineData("HEAD", "/events")]
    [InlineData("GET", "/openapi.json")]
    [InlineData("POST", "/runs/replay")]
    [InlineData("POST", "/runs/019b8d5e-0000-7000-8000-000000000001/cancel")]
    [InlineData("GET", "/echo/none")]
    [InlineData("POST", "/echo")]
    [InlineData("POST", "/echo/resume")]
    [InlineData("PUT", "/echo")]
    public async Task EveryAnswer_IsNeitherStoredNorSniffed(string method, string path)
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var client in new[] { host.Client, host.As(null), host.As("nina") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), ApiHost.Prefix + path);

            using var answer = await client.SendAsync(request);

            answer.Headers.CacheControl!.NoStore.Should().BeTrue();
            answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        }
    }

    [Theory]
    [InlineData("GET", "?verbose=true")]
    [InlineData("GET", "/health?verbose=true")]
    [InlineData("GET", "/echo?reveal=true")]
    [InlineData("GET", "/alerts?limit=1")]
    [InlineData("PUT", "/files?path=a")]
    [InlineData("GET", "/files/nobody?inline=true")]
    [InlineData("GET", "/schedules?limit=1")]
    [InlineData("GET", "/schedules/nightly?reveal=true")]
    [InlineData("POST", "/schedules?dryRun=true")]
    [InlineData("GET", "/runs?filter=failed")]
    [InlineData("POST", "/echo?dry-run=true")]
    [InlineData("POST", "/echo/resume?force=true")]
    [InlineData("POST", "/runs/replay?dryRun=true")]
    public async Task ParameterThatARouteDoesNotKnow_Is400(string method, string path)
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), ApiHost.Prefix + path) { Content = method == "POST" ? Answers.Json("""{"text":"a"}""") : null };

        using var answer = await host.Client.SendAsync(request);

        await answer.ShouldBeProblemAsync(400, BotErrorCodes.InvalidRequest);
    }

    [Fact]
    public async Task Gets_ChangeNothing()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var path in new[] { "", "/echo", "/health", "/metrics", "/runs", "/alerts", "/echo/pause", "/echo/resume?force=true", "/scripted?dryRun=false" })
        {
            using var answer = await host.Client.ReadAsync(path);
        }

        host.Work.Calls.Should().Be(0);
        (await host.Ledger.ListAsync(new(), default)).Should().BeEmpty();
        host.Manager.GetState("echo").Pause.Should().BeNull();
    }

    [Fact]
    public async Task Api_CanLiveBelowAGroupAndAPathBase()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Before = app =>
            {
                app.UsePathBase("/base");
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
            },
            Map = app => app.MapGroup("/outer").MapBotKit("bots").RequireAuthorization("operators"),
        });

        using var answer = await host.Client.GetAsync(new Uri("/base/outer/bots/echo", UriKind.Relative));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task EveryRoute_IsOneOfOurs()
    {
        await using var host = await ApiHost.StartAsync();

        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<ApiRoute>() is not null);

        endpoints.Should().HaveCountGreaterThan(20).And.AllSatisfy(endpoint =>
            ((RouteEndpoint)endpoint).RoutePattern.RawText.Should().StartWith(ApiHost.Prefix));
    }
}
