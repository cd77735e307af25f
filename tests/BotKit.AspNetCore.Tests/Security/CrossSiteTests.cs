using System.Net;
using Microsoft.AspNetCore.Builder;

namespace BotKit.AspNetCore.Tests.Security;

/// <summary>Another site must not be able to use a visitor's browser.</summary>
public sealed class CrossSiteTests
{
    private const string Host = "http://localhost";

    [Theory]
    [InlineData("1", Host, null)]
    [InlineData("1", "HTTP://LOCALHOST", null)]
    [InlineData("1", null, "same-origin")]
    [InlineData("1", "https://behind.a.proxy", "same-origin")]
    public async Task Cookie_WithHeaderAndSameOrigin_Passes(string? header, string? origin, string? site)
        => (await CallAsync(cookie: true, header, origin, site)).Should().Be(HttpStatusCode.OK);

    [Theory]
    [InlineData(null, Host, "same-origin")]
    [InlineData("0", Host, "same-origin")]
    [InlineData("1", null, null)]
    [InlineData("1", "https://evil.example", null)]
    [InlineData("1", "http://localhost.evil.example", null)]
    [InlineData("1", "https://localhost", null)]
    [InlineData("1", "null", null)]
    [InlineData("1", Host, "cross-site")]
    [InlineData("1", Host, "same-site")]
    [InlineData("1", Host, "none")]
    public async Task Cookie_WithoutHeaderOrSameOrigin_IsRefused(string? header, string? origin, string? site)
        => (await CallAsync(cookie: true, header, origin, site)).Should().Be(HttpStatusCode.Forbidden);

    [Theory]
    [InlineData(null, null)]
    [InlineData("https://other.example", "cross-site")]
    public async Task Token_NeedsNeither(string? origin, string? site)
        => (await CallAsync(cookie: false, null, origin, site)).Should().Be(HttpStatusCode.OK);

    [Fact]
    public async Task RefusedCall_ChangesNothing()
    {
        await using var host = await ApiHost.StartAsync();
        var cookie = await host.LogInAsync();

        foreach (var (path, body) in new[]
        {
            ("/scripted", "{}"), ("/echo/pause", """{"reason":"x"}"""), ("/echo/resume", null), ("/echo/circuit/isolate", null), ("/echo/circuit/reset", null),
        })
        {
            using var request = Answers.Post(path, body, ("Cookie", cookie), ("Origin", "https://evil.example"));
            using var answer = await host.As(null).SendAsync(request);
            (await answer.ShouldBeProblemAsync(403, BotErrorCodes.CrossSite)).Text("detail").Should().Contain("X-BotKit");
        }

        host.Work.Calls.Should().Be(0);
        host.Manager.GetState("echo").Pause.Should().BeNull();
        host.Manager.GetState("echo").Circuit.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public async Task Cookie_MayReadWithoutTheHeader()
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, ApiHost.Prefix);
        request.Headers.Add("Cookie", await host.LogInAsync());

        using var answer = await host.As(null).SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task CookieThatAuthenticates_CountsEvenBesideAToken()
    {
        // The API asks for the cookie's scheme, so the token beside it decides nothing.
        await using var host = await ApiHost.StartAsync(new()
        {
            Map = app => app.MapBotKit(ApiHost.Prefix).RequireAuthorization(
                policy => policy.AddAuthenticationSchemes(Logins.Cookies).RequireAuthenticatedUser()),
        });
        using var request = Answers.Post("/scripted", "{}", ("Cookie", await host.LogInAsync()));

        using var answer = await host.Client.SendAsync(request);

        await answer.ShouldBeProblemAsync(403, BotErrorCodes.CrossSite);
    }

    [Fact]
    public async Task SeveralSchemes_CountAsCookieIfOneOfThemIs()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Map = app => app.MapBotKit(ApiHost.Prefix).RequireAuthorization(
                policy => policy.AddAuthenticationSchemes(Logins.Bearer, Logins.Cookies).RequireAuthenticatedUser()),
        });
        using var both = Answers.Post("/scripted", "{}", ("Cookie", await host.LogInAsync()));
        using var token = Answers.Post("/scripted", "{}");

        using var withCookie = await host.Client.SendAsync(both);
        using var alone = await host.Client.SendAsync(token);

        await withCookie.ShouldBeProblemAsync(403, BotErrorCodes.CrossSite);
        alone.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Cookie", "own=1", null, 403)]
    [InlineData("X-Api-Key", "1", null, 200)]
    [InlineData("X-Api-Key", "1", "https://evil.example", 403)]
    [InlineData("Authorization", "Basic b2xnYTpwYXNz", null, 200)]
    [InlineData("Authorization", "Basic b2xnYTpwYXNz", "https://evil.example", 403)]
    [InlineData("Authorization", "Negotiate abc", "https://evil.example", 403)]
    [InlineData("Authorization", "ApiKey abc", "https://evil.example", 200)]
    [InlineData("Authorization", "abc", "https://evil.example", 403)]
    public async Task HostsOwnLogin_IsJudgedByWhatABrowserSendsByItself(string header, string value, string? origin, int expected)
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Before = app => app.Use(async (context, next) =>
            {
                context.User = Logins.Principal(ApiHost.Operator, "Own");
                await next(context);
            }),
            Map = app => app.MapBotKit(ApiHost.Prefix).AllowAnonymous(),
        });
        using var request = Answers.Post("/scripted", "{}", (header, value));
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await host.As(null).SendAsync(request);

        ((int)answer.StatusCode).Should().Be(expected);
    }

    [Theory]
    [InlineData(null, null, 200)]
    [InlineData("https://evil.example", null, 403)]
    [InlineData(null, "cross-site", 403)]
    [InlineData(Host, "same-origin", 200)]
    public async Task AnonymousApi_IsNotForOtherSitesEither(string? origin, string? site, int expected)
    {
        await using var host = await ApiHost.StartAsync(new() { Map = app => app.MapBotKit(ApiHost.Prefix).AllowAnonymous() });
        using var request = Request("/echo/resume", null, null, origin, site);

        using var answer = await host.As(null).SendAsync(request);

        ((int)answer.StatusCode).Should().Be(expected);
    }

    private static async Task<HttpStatusCode> CallAsync(bool cookie, string? header, string? origin, string? site)
    {
        await using var host = await ApiHost.StartAsync();
        using var request = Request("/scripted", "{}", header, origin, site);
        if (cookie)
        {
            request.Headers.Add("Cookie", await host.LogInAsync());
        }

        using var answer = await (cookie ? host.As(null) : host.Client).SendAsync(request);
        host.Work.Calls.Should().Be(answer.IsSuccessStatusCode ? 1 : 0);
        return answer.StatusCode;
    }

    private static HttpRequestMessage Request(string path, string? body, string? header, string? origin, string? site)
    {
        var request = Answers.Post(path, body);
        foreach (var (name, value) in new[] { ("X-BotKit", header), ("Origin", origin), ("Sec-Fetch-Site", site) })
        {
            if (value is not null)
            {
                request.Headers.Add(name, value);
            }
        }

        return request;
    }
}
