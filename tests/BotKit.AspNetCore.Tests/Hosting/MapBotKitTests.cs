using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotKit.AspNetCore.Tests.Hosting;

public sealed class MapBotKitTests
{
    [Fact]
    public async Task WithoutBots_NamesAddBotKit()
    {
        var builder = Builder();
        builder.Services.AddHealthChecks().AddBotKit();
        await using var app = builder.Build();

        app.Invoking(it => it.MapBotKit("/bots")).Should().Throw<InvalidOperationException>().WithMessage("*AddBotKit*");
    }

    [Fact]
    public async Task WithoutItsServices_NamesWhatAddsThem()
    {
        var builder = Builder();
        builder.Services.AddBotKit(_ => { });
        await using var app = builder.Build();

        app.Invoking(it => it.MapBotKit("/bots")).Should().Throw<InvalidOperationException>()
            .WithMessage("*AddHealthChecks().AddBotKit()*AddAspNetCore()*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task EmptyPrefix_IsRefused(string prefix)
    {
        await using var app = Build();

        app.Invoking(it => it.MapBotKit(prefix)).Should().Throw<ArgumentException>().WithParameterName("prefix");
    }

    [Fact]
    public async Task BadOptions_AreRefusedAllAtOnce()
    {
        await using var app = Build();

        var refusal = app.Invoking(it => it.MapBotKit("/bots", api =>
        {
            api.MaxBodyBytes = 0;
            api.CallsPerMinute = 0;
            api.MaxCallers = 2_000_000;
        })).Should().Throw<OptionsValidationException>().Which;

        refusal.Message.Should().Contain("MaxBodyBytes").And.Contain("CallsPerMinute").And.Contain("MaxCallers");
    }

    [Fact]
    public void Defaults_AreAsDocumented()
    {
        var options = new BotKitApiOptions();

        options.MaxBodyBytes.Should().Be(262_144);
        options.CallsPerMinute.Should().Be(600);
        options.MaxCallers.Should().Be(10_000);
        new[] { options.ViewPolicy, options.OperatePolicy, options.AdminPolicy, options.RevealPolicy }.Should().AllSatisfy(policy => policy.Should().BeNull());
    }

    [Fact]
    public async Task TwoApis_HaveLimitsOfTheirOwn()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Map = app =>
            {
                app.MapBotKit(ApiHost.Prefix, api => api.MaxBodyBytes = 10).RequireAuthorization("operators");
                app.MapBotKit("/other").RequireAuthorization("operators");
            },
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/other/scripted") { Content = Answers.Json("{}".PadRight(100)) };

        using var small = await host.Client.RunAsync("scripted", "{}".PadRight(100));
        using var large = await host.Client.SendAsync(request);

        ((int)small.StatusCode).Should().Be(413);
        ((int)large.StatusCode).Should().Be(200);
    }

    [Fact]
    public void ServicesAddedTwice_AreThereOnce()
    {
        var services = new ServiceCollection();
        services.AddHealthChecks().AddBotKit();
        var before = services.Count;

        services.AddBotKit(bots => bots.AddAspNetCore().AddAspNetCore());

        services.Skip(before).Should().OnlyContain(service => service.ServiceType.Assembly != typeof(BotKitApiOptions).Assembly);
        services.Count(service => service.ImplementationType?.Assembly == typeof(BotKitApiOptions).Assembly && service.ServiceType.IsInterface)
            .Should().Be(2, "the hosted service and the startup check");
    }

    private static WebApplication Build()
    {
        var builder = Builder();
        builder.Services.AddBotKit(bots => bots.AddAspNetCore());
        return builder.Build();
    }

    private static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        return builder;
    }
}
