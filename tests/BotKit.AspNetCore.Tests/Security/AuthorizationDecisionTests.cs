using BotKit.AspNetCore.Endpoints;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Tests.Security;

/// <summary>Without a decision about who may use the API, the host does not start.</summary>
public sealed class AuthorizationDecisionTests
{
    [Fact]
    public async Task Api_WithoutADecision_KeepsTheHostFromStarting()
    {
        var message = await RefusalAsync(app => app.MapBotKit(ApiHost.Prefix));

        message.Should().Contain("RequireAuthorization").And.Contain("ViewPolicy").And.Contain("AllowAnonymous")
            .And.Contain("'/api/admin/bots/{bot}/pause'");
    }

    [Fact]
    public async Task Api_WithAPolicyForViewingOnly_KeepsTheHostFromStarting()
    {
        var message = await RefusalAsync(app => app.MapBotKit(ApiHost.Prefix, api => api.ViewPolicy = "viewers"));

        message.Should().Contain("'/api/admin/bots/{bot}/pause'").And.NotContain("'/api/admin/bots/runs'");
    }

    [Theory]
    [InlineData("operatorz", "operators", null, null)]
    [InlineData("viewers", "operatorz", null, null)]
    [InlineData("viewers", "operators", "operatorz", null)]
    [InlineData("viewers", "operators", null, "operatorz")]
    public async Task PolicyThatNobodyKnows_KeepsTheHostFromStarting(string view, string operate, string? admin, string? reveal)
    {
        var message = await RefusalAsync(app => app.MapBotKit(ApiHost.Prefix, api =>
        {
            api.ViewPolicy = view;
            api.OperatePolicy = operate;
            api.AdminPolicy = admin;
            api.RevealPolicy = reveal;
        }));

        message.Should().Contain("'operatorz'").And.Contain("AddPolicy");
    }

    [Fact]
    public async Task AnonymousApi_ThatAlsoAsksForAPolicy_KeepsTheHostFromStarting()
    {
        var message = await RefusalAsync(app => app.MapBotKit(ApiHost.Prefix, api => api.OperatePolicy = "operators").AllowAnonymous());

        message.Should().Contain("AllowAnonymous").And.Contain("'/api/admin/bots/{bot}'").And.NotContain("'/api/admin/bots/health'");
    }

    [Fact]
    public async Task AuthorizationWithoutItsServices_KeepsTheHostFromStarting()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddBotKit(bots => bots.AddAspNetCore());
        await using var app = builder.Build();
        app.MapBotKit(ApiHost.Prefix, api => api.RevealPolicy = "revealers").RequireAuthorization();

        var start = await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<InvalidOperationException>();

        start.Which.Message.Should().Contain("AddAuthorization");
    }

    [Fact]
    public async Task RequireAuthorization_OnTheWholeApi_IsADecision()
    {
        await using var host = await ApiHost.StartAsync(new() { Map = app => app.MapBotKit(ApiHost.Prefix).RequireAuthorization("operators") });

        using var nobody = await host.As(null).ReadAsync("");
        using var viewer = await host.As(ApiHost.Viewer).ReadAsync("");
        using var operators = await host.Client.ReadAsync("");

        new[] { (int)nobody.StatusCode, (int)viewer.StatusCode, (int)operators.StatusCode }.Should().Equal(401, 403, 200);
    }

    [Fact]
    public async Task RequireAuthorization_OnAnOuterGroup_IsADecision()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Map = app => app.MapGroup("/api").RequireAuthorization("operators").MapBotKit("admin/bots"),
        });

        using var nobody = await host.As(null).ReadAsync("");

        ((int)nobody.StatusCode).Should().Be(401);
    }

    [Fact]
    public async Task PolicyObject_IsADecision()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Map = app => app.MapBotKit(ApiHost.Prefix).RequireAuthorization(policy => policy.RequireRole("operator")),
        });

        using var viewer = await host.As(ApiHost.Viewer).ReadAsync("");

        ((int)viewer.StatusCode).Should().Be(403);
    }

    [Fact]
    public async Task PolicyAsMetadata_IsADecision()
    {
        var policy = new AuthorizationPolicyBuilder().RequireRole("operator").Build();
        await using var host = await ApiHost.StartAsync(new() { Map = app => app.MapBotKit(ApiHost.Prefix).WithMetadata(policy) });

        using var nobody = await host.As(null).ReadAsync("");
        using var operators = await host.Client.ReadAsync("");

        new[] { (int)nobody.StatusCode, (int)operators.StatusCode }.Should().Equal(401, 200);
    }

    [Fact]
    public async Task FallbackPolicy_IsADecision()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Services = services => services.Configure<AuthorizationOptions>(
                authorization => authorization.FallbackPolicy = new AuthorizationPolicyBuilder().RequireRole("operator").Build()),
            Map = app => app.MapBotKit(ApiHost.Prefix),
        });

        using var nobody = await host.As(null).ReadAsync("");
        using var viewer = await host.As(ApiHost.Viewer).ReadAsync("");
        using var operators = await host.Client.ReadAsync("");

        new[] { (int)nobody.StatusCode, (int)viewer.StatusCode, (int)operators.StatusCode }.Should().Equal(401, 403, 200);
    }

    [Fact]
    public async Task FallbackPolicy_ThatNothingApplies_OpensNothing()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddBotKit(bots => bots.AddAspNetCore().AddBot<EchoBot>("echo"));
        // Known to the check, but without AddAuthorization no middleware runs.
        builder.Services.AddSingleton<IAuthorizationPolicyProvider>(new Fallback());
        await using var app = builder.Build();
        app.MapBotKit(ApiHost.Prefix);
        await app.StartAsync();

        using var answer = await app.GetTestClient().GetAsync(new Uri(ApiHost.Prefix, UriKind.Relative));

        await answer.ShouldBeProblemAsync(500, BotErrorCodes.InternalError);
    }

    [Fact]
    public async Task AllowAnonymous_IsADecisionThatTheLogRepeats()
    {
        await using var host = await ApiHost.StartAsync(new() { Map = app => app.MapBotKit(ApiHost.Prefix).AllowAnonymous() });

        using var answer = await host.As(null).ReadAsync("");

        ((int)answer.StatusCode).Should().Be(200);
        var line = host.Logs.All.Should().ContainSingle(line => line.EventId == 3005).Which;
        line.Level.Should().Be(LogLevel.Warning);
        line.Text.Should().Contain(ApiHost.Prefix);
    }

    [Fact]
    public async Task EveryEndpoint_CarriesADecision()
    {
        await using var host = await ApiHost.StartAsync();

        var undecided = host.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<ApiRoute>() is not null)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);

        undecided.Should().BeEmpty();
    }

    private static async Task<string> RefusalAsync(Action<WebApplication> map)
    {
        var start = await FluentActions.Awaiting(() => ApiHost.StartAsync(new() { Map = map })).Should().ThrowAsync<InvalidOperationException>();
        return start.Which.Message;
    }

    private sealed class Fallback : IAuthorizationPolicyProvider
    {
        private static readonly AuthorizationPolicy Policy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();

        public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(Policy);

        public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(Policy);

        public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) => Task.FromResult<AuthorizationPolicy?>(null);
    }
}
