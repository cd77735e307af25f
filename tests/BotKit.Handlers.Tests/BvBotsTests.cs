using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Tests;

public sealed class BvBotsTests
{
    [Fact]
    public async Task AddBvBots_WithoutAnySection_AddsAllBotsWithTheirDefaults()
    {
        using var host = Build([]);

        await host.StartAsync(TestContext.Current.CancellationToken);

        host.Services.GetRequiredService<IBotManager>().Bots.Select(static bot => bot.Name).Should().BeEquivalentTo("analytics", "database", "lead");
        host.Services.GetRequiredService<IOptions<LeadOptions>>().Value.KeepModels.Should().Be(10);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void AddBvBots_WithSections_GivesEachBotItsOwn()
    {
        using var host = Build(new()
        {
            ["Databases:shop:ConnectionString"] = "Data Source=shop.db",
            ["Leads:MaxTrainingRows"] = "5000",
            ["Leads:maxDeduplicationRows"] = "6000",
            ["Analytics:MaxRows"] = "7000",
        });

        host.Services.GetRequiredService<IOptions<DatabasesOptions>>().Value.Databases.Should().ContainKey("shop");
        host.Services.GetRequiredService<IOptions<LeadOptions>>().Value.Should().BeEquivalentTo(new { MaxTrainingRows = 5000, MaxDeduplicationRows = 6000, KeepModels = 10 });
        host.Services.GetRequiredService<IOptions<AnalyticsOptions>>().Value.MaxRows.Should().Be(7000);
    }

    [Fact]
    public async Task AddBvBots_WithBadSections_StopsTheStartAndSaysAllOfIt()
    {
        using var host = Build(new()
        {
            ["Databases:shop:Colour"] = "blue",
            ["Leads:KeepModels"] = "many",
            ["Leads:KeepModles"] = "3",
            ["Leads:MaxTrainingRows"] = "5",
            ["Analytics:Reprots:x:Title"] = "y",
        });

        var failure = await Record.ExceptionAsync(() => host.StartAsync(TestContext.Current.CancellationToken));

        failure!.ToString().Should().ContainAll("Databases:shop:Colour", "Leads:KeepModels", "Leads:KeepModles", "MaxTrainingRows", "Analytics:Reprots");
    }

    private static IHost Build(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddBotKit(bots => bots.AddBvBots(builder.Configuration));
        return builder.Build();
    }
}
