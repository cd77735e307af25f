using BotKit.Handlers.Tests.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Tests;

public sealed class BvBotsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BvBotsTests() => File.WriteAllText(_folder["hello.json"], """{"StartAt":"Hello","States":{"Hello":{"Type":"Pass","End":true}}}""");

    [Fact]
    public async Task AddBvBots_WithoutAnySection_AddsAllBotsWithTheirDefaults()
    {
        using var host = Build([]);

        await host.StartAsync(TestContext.Current.CancellationToken);

        host.Services.GetRequiredService<IBotManager>().Bots.Select(static bot => bot.Name).Should().BeEquivalentTo("analytics", "content", "database", "lead", "workflow");
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
            ["Content:Voices:mill:Brand"] = "Millwheel",
            ["Content:Voices:mill:Links:planner"] = "https://example.org/planner",
            ["Content:Voices:mill:BannedWords:0"] = "cheap",
            ["Content:Templates:note"] = "Dear {{ name }}",
            ["CONTENT:GATES:WORDS:BLOGPOST:MIN"] = "10",
            ["CONTENT:GATES:WORDS:BLOGPOST:MAX"] = "20",
            ["CONTENT:BUDGET:WHENSPENT"] = "Templates",
            ["CONTENT:BUDGET:COSTPERDAY"] = "2.5",
            ["Content:Limits:Timeout"] = "00:00:02",
            ["Content:RememberPieces"] = "7",
            ["Workflows:Folder"] = _folder.Path,
            ["Workflows:MaxSteps"] = "8000",
            ["Workflows:Turn"] = "00:00:30",
            ["Workflows:MaskedMembers:0"] = "salary",
            ["Workflows:Http:AllowedHosts:0"] = "example.org",
            ["Workflows:Email:AllowedRecipients:0"] = "example.com",
        });

        host.Services.GetRequiredService<IOptions<DatabasesOptions>>().Value.Databases.Should().ContainKey("shop");
        host.Services.GetRequiredService<IOptions<LeadOptions>>().Value.Should().BeEquivalentTo(new { MaxTrainingRows = 5000, MaxDeduplicationRows = 6000, KeepModels = 10 });
        host.Services.GetRequiredService<IOptions<AnalyticsOptions>>().Value.MaxRows.Should().Be(7000);
        var content = host.Services.GetRequiredService<IOptions<ContentOptions>>().Value;
        content.Voices["mill"].Should().BeEquivalentTo(new { Brand = "Millwheel", BannedWords = new[] { "cheap" } });
        content.Voices["mill"].Links.Should().Contain("planner", "https://example.org/planner");
        content.Templates.Should().Contain("note", "Dear {{ name }}");
        content.Gates.Words[ContentKind.BlogPost].Should().Be(new ContentLength(10, 20));
        content.Gates.Words.Should().ContainKey(ContentKind.Newsletter, "what a section does not name keeps its default");
        content.Budget.Should().BeEquivalentTo(new { WhenSpent = ContentSpent.Templates, CostPerDay = 2.5m, TokensPerRun = 50_000 });
        content.Limits.Should().BeEquivalentTo(new { Timeout = TimeSpan.FromSeconds(2), MaxSteps = 50_000 });
        content.RememberPieces.Should().Be(7);
        var workflows = host.Services.GetRequiredService<IOptions<WorkflowOptions>>().Value;
        workflows.Should().BeEquivalentTo(new { MaxSteps = 8000, Turn = TimeSpan.FromSeconds(30), CancelGrace = TimeSpan.FromSeconds(3) });
        workflows.Definitions.Keys.Should().Equal("hello");
        workflows.MaskedMembers.Should().Contain(["salary", "password"]);
        host.Services.GetRequiredService<IOptions<WorkflowHttpOptions>>().Value.AllowedHosts.Should().Equal("example.org");
        host.Services.GetRequiredService<IOptions<WorkflowEmailOptions>>().Value.Should().BeEquivalentTo(new { AllowedRecipients = new[] { "example.com" }, MaxRecipients = 50 });
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
            ["Content:Voices:mill:Brnad"] = "Millwheel",
            ["Content:Voices:mill:Links:planner"] = "javascript:alert(1)",
            ["Content:Voices:mill:Tnoe"] = "warm",
            ["Content:Budget:TokensPerDay"] = "plenty",
            ["Content:Budget:WhenSpent"] = "Never",
            ["Content:Budget:CostPerRun"] = "-1",
            ["Content:Gates:Words:poem:Min"] = "1",
            ["Content:Gates:MaxTitle"] = "2",
            ["Content:Modle:Id"] = "x",
            ["Content:RememberPieces"] = "-3",
            ["Workflows:Folder"] = Path.Combine(_folder.Path, "not-there"),
            ["Workflows:MaxSteps"] = "0",
            ["Workflows:Foldre"] = "x",
            ["Workflows:Http:Timeout"] = "soon",
            ["Workflows:Email:Recipients:0"] = "x",
            ["Workflows:Email:MaxRecipients"] = "0",
        });

        var failure = await Record.ExceptionAsync(() => host.StartAsync(TestContext.Current.CancellationToken));

        failure!.ToString().Should().ContainAll("Databases:shop:Colour", "Leads:KeepModels", "Leads:KeepModles", "MaxTrainingRows", "Analytics:Reprots");
        failure!.ToString().Should().ContainAll("Content:Voices:mill:Brnad", "Content:Voices:mill:Tnoe", "Voices:mill:Links:planner", "Content:Modle", "RememberPieces");
        failure!.ToString().Should().ContainAll("Content:Budget:TokensPerDay", "Content:Budget:WhenSpent", "CostPerRun", "Content:Gates:Words:poem", "MaxTitle");
        failure!.ToString().Should().Contain("MaxRecipients").And.Contain("Workflows:Email:Recipients");
        failure!.ToString().Should().ContainAll("Workflows:Folder", "MaxSteps", "Workflows:Foldre", "Workflows:Http:Timeout", "Workflows:Email");
    }

    [Fact]
    public async Task AddBvBots_WithADefinitionThatCannotRun_StopsTheStartAndSaysWhere()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "order.asl.json"), """{"StartAt":"Gone","States":{"Pay":{"Type":"Pass","End":true}}}""", TestContext.Current.CancellationToken);
        using var host = Build(new() { ["Workflows:Folder"] = _folder.Path });

        var failure = await Record.ExceptionAsync(() => host.StartAsync(TestContext.Current.CancellationToken));

        failure!.ToString().Should().ContainAll("Workflow 'order' (order.asl.json)", "StartAt", "Gone");
    }

    [Fact]
    public async Task AddBvBots_WithFilesThatAreNoWorkflows_NamesEachOfThem()
    {
        const string Fine = """{"StartAt":"Pay","States":{"Pay":{"Type":"Pass","End":true}}}""";
        foreach (var file in (string[])["a b.json", "order.asl.json", "order.json", "über.asl.json"])
        {
            await File.WriteAllTextAsync(Path.Combine(_folder.Path, file), Fine, TestContext.Current.CancellationToken);
        }

        using var host = Build(new() { ["Workflows:Folder"] = _folder.Path });

        var failure = await Record.ExceptionAsync(() => host.StartAsync(TestContext.Current.CancellationToken));

        failure!.Message.Should().ContainAll("Workflows:Folder: a b.json: 'a b' is no name", "order.json: There is a workflow 'order' already.", "über.asl.json");
    }

    public void Dispose() => _folder.Dispose();

    private static IHost Build(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddBotKit(bots => bots.AddBvBots(builder.Configuration).AddScheduling());
        return builder.Build();
    }
}
