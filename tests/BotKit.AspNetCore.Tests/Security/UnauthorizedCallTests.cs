using BotKit.AspNetCore.Endpoints;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Security;

/// <summary>A call that is not authorised changes nothing, whichever route it tries.</summary>
public sealed class UnauthorizedCallTests
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    [Theory]
    [InlineData(null, 401, "unauthenticated")]
    [InlineData("nina", 403, "forbidden")]
    public async Task EveryRoute_RefusesWhoMayNot(string? token, int statusCode, string code)
    {
        await using var host = await ApiHost.StartAsync();
        await host.Manager.PauseAsync("scripted", "x", "y");

        foreach (var path in Paths(host))
        {
            foreach (var method in Methods)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = Answers.Json("""{"reason":"x","text":"y"}""") };
                using var answer = await host.As(token).SendAsync(request);

                ((int)answer.StatusCode).Should().Be(statusCode, "{0} {1}", method, path);
                if (method != "HEAD")
                {
                    await answer.ShouldBeProblemAsync(statusCode, code);
                }
            }
        }

        await ShouldBeUntouchedAsync(host);
    }

    [Fact]
    public async Task Viewer_MayReadAndNothingElse()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Manager.PauseAsync("scripted", "x", "y");
        var viewer = host.As(ApiHost.Viewer);

        using var list = await viewer.ReadAsync("");
        using var run = await viewer.RunAsync("echo", """{"text":"hello"}""");
        using var pause = await viewer.SendAsync(Answers.Post("/echo/pause", """{"reason":"x"}"""));
        using var resume = await viewer.SendAsync(Answers.Post("/scripted/resume", null));
        using var isolate = await viewer.SendAsync(Answers.Post("/echo/circuit/isolate", null));
        using var reset = await viewer.SendAsync(Answers.Post("/echo/circuit/reset", null));
        var id = Guid.CreateVersion7(host.Clock.GetUtcNow());
        using var cancel = await viewer.SendAsync(Answers.Post($"/runs/{id}/cancel", null));
        using var erase = await viewer.SendAsync(Answers.Post($"/runs/{id}/erase", null));
        using var replay = await viewer.SendAsync(Answers.Post($"/runs/{id}/replay", null));
        using var schedule = await viewer.SendAsync(Answers.Post("/schedules", "{}"));
        using var backfill = await viewer.SendAsync(Answers.Post("/schedules/nightly/backfill", "{}"));
        using var acknowledge = await viewer.SendAsync(Answers.Post($"/alerts/{id}/ack", null));
        using var upload = await viewer.PutAsync(new Uri(ApiHost.Prefix + "/files", UriKind.Relative), Answers.Json("{}"));
        using var delete = await viewer.DeleteAsync(new Uri(ApiHost.Prefix + "/files/nobody", UriKind.Relative));
        using var replayMany = await viewer.SendAsync(Answers.Post("/runs/replay", "{\"status\":\"Failed\"}"));

        ((int)list.StatusCode).Should().Be(200);
        new[] { run, pause, resume, isolate, reset, cancel, erase, replay, replayMany, schedule, backfill, acknowledge, upload, delete }.Should().AllSatisfy(answer => ((int)answer.StatusCode).Should().Be(403));
        await ShouldBeUntouchedAsync(host);
    }

    [Fact]
    public async Task Cookie_IsNotSentToALoginPage()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.As(null).ReadAsync("");

        await answer.ShouldBeProblemAsync(401, BotErrorCodes.Unauthenticated);
    }

    [Fact]
    public async Task HostsOwnWords_AreNotReplaced()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Services = services => services.Configure<CookieAuthenticationOptions>(Logins.Cookies, cookies =>
        {
            cookies.Events.OnRedirectToLogin = async context =>
            {
                context.Response.StatusCode = 401;
                context.Response.ContentType = "text/plain";
                await context.Response.WriteAsync("Log in first.");
            };
        })
        });

        using var answer = await host.As(null).ReadAsync("");

        (await answer.Content.ReadAsStringAsync()).Should().Be("Log in first.");
    }

    [Fact]
    public async Task OtherRoutesOfTheHost_AreNotConcerned()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Before = app => app.MapGet("/page", () => "a page").RequireAuthorization("operators"),
        });

        using var answer = await host.As("nina").GetAsync(new Uri("/page", UriKind.Relative));

        ((int)answer.StatusCode).Should().Be(403);
        (await answer.Content.ReadAsStringAsync()).Should().BeEmpty();
    }

    private static IEnumerable<string> Paths(ApiHost host)
        => host.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<ApiRoute>() is not null)
            .Select(endpoint => ((RouteEndpoint)endpoint).RoutePattern.RawText!
                .Replace("{bot}", "echo", StringComparison.Ordinal)
                .Replace("{executionId}", Guid.Empty.ToString(), StringComparison.Ordinal)
                .Replace("{**path}", "no/such/route", StringComparison.Ordinal))
            .Distinct();

    private static async Task ShouldBeUntouchedAsync(ApiHost host)
    {
        (await host.Ledger.ListAsync(new(), default)).Should().BeEmpty();
        (await host.Ledger.ListRefusalsAsync(null, 10, default)).Should().BeEmpty();
        (await host.Queue.ReadDepthsAsync(default)).Should().BeEmpty();
        (await host.Audit.ListAsync(null, null, 10, default)).Should().BeEmpty();
        host.Services.GetRequiredService<BotKit.AspNetCore.Events.EventFeed>().Listeners.Should().Be(0);
        host.Manager.GetState("echo").Pause.Should().BeNull();
        host.Manager.GetState("echo").Circuit.Should().Be(CircuitPosition.Closed);
        host.Manager.GetState("scripted").Pause.Should().NotBeNull();
        host.Work.Calls.Should().Be(0);
    }
}
