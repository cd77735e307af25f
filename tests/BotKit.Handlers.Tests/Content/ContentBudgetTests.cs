using System.Text.Json;
using BotKit.Ledger;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Content;

public sealed class ContentBudgetTests : IAsyncLifetime
{
    private const string Run = """{"operation":"generate","kind":"socialCopy","remember":false,"brief":{"topic":"bread"}}""";

    private ModelServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ModelServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Run_ThatCouldGoBeyondItsTokens_StopsBeforeTheModelIsAsked()
    {
        await using var host = Host(options => options.Budget.TokensPerRun = 1000);

        var result = await host.RunAsync(Run);

        result.Error!.Code.Should().Be(ContentErrorCodes.BudgetSpent);
        result.Error.Severity.Should().Be(BotSeverity.Warning);
        _server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Run_OfManyPieces_StopsWhereItsTokensEnd()
    {
        await using var host = Host(options =>
        {
            options.Budget.TokensPerRun = 8000;
            options.Budget.WhenSpent = ContentSpent.Templates;
        });
        _server.Says(tokens: 2000).Says(tokens: 2000);

        var result = await host.DataAsync<ContentGeneration>(Run.Replace("\"kind\"", "\"variants\":3,\"kind\"", StringComparison.Ordinal));

        result.Pieces.Select(piece => piece.Engine).Should().Equal("model", "templates", "templates");
        result.Pieces[1].DegradedBy.Should().Be(ContentErrorCodes.BudgetSpent);
        result.Tokens.Should().Be(4000);
    }

    [Fact]
    public async Task Day_ThatIsSpent_BeginsAnewTheNextDay()
    {
        await using var host = Host(options => options.Budget.TokensPerDay = 10_000);
        _server.Says(tokens: 3000).Says().Says();
        (await host.CodeAsync(Run)).Should().BeNull();

        (await host.CodeAsync(Run)).Should().Be(ContentErrorCodes.BudgetSpent);
        host.Clock.Advance(TimeSpan.FromDays(1));
        (await host.CodeAsync(Run)).Should().BeNull();

        var spent = await SpentAsync(host);
        spent.GetProperty("tokens").GetInt64().Should().Be(1000, "what was reserved and not used is given back");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cost_IsLimitedLikeTokens(bool isRun)
    {
        await using var host = Host(options =>
        {
            options.Budget.OutputPrice = 1000;
            options.Budget.CostPerRun = isRun ? 3 : null;
            options.Budget.CostPerDay = isRun ? null : 3;
        });

        (await host.CodeAsync(Run)).Should().Be(ContentErrorCodes.BudgetSpent);
    }

    [Fact]
    public async Task Ask_TellsHowMuchAndTakesAnApproval()
    {
        await using var host = Host(options =>
        {
            options.Budget.TokensPerDay = 100;
            options.Budget.WhenSpent = ContentSpent.Ask;
        });
        _server.Says();

        var refused = await host.RunAsync(Run);
        var approved = await host.RunAsync(Run.Replace("\"kind\"", "\"approvedTokens\":20000,\"kind\"", StringComparison.Ordinal));

        refused.Error!.Code.Should().Be(ContentErrorCodes.BudgetApproval);
        approved.Error.Should().BeNull();
    }

    [Fact]
    public async Task Stop_TakesNoApproval()
    {
        await using var host = Host(options => options.Budget.TokensPerDay = 100);

        (await host.CodeAsync(Run.Replace("\"kind\"", "\"approvedTokens\":20000,\"kind\"", StringComparison.Ordinal))).Should().Be(ContentErrorCodes.BudgetSpent);
    }

    [Fact]
    public async Task Server_ThatTellsNoTokens_IsCountedOnTheHighSide()
    {
        await using var host = Host();
        _server.SaysText("""{"title":"x","metaDescription":"y","markdown":"z"}""", tellsTokens: false);

        var call = (await host.DataAsync<ContentGeneration>(Run)).Pieces.Single().Model!;

        call.TokensTold.Should().BeFalse();
        call.InputTokens.Should().BeGreaterThan(call.Prompt.Length / 4);
        (await SpentAsync(host)).GetProperty("tokens").GetInt64().Should().Be(call.InputTokens + call.OutputTokens);
    }

    [Fact]
    public async Task Refusals_CostNothing_AndLostCallsStayReserved()
    {
        await using var host = Host();
        _server.Fails(429).BreaksOff();

        await host.RunAsync(Run);
        var afterRefusal = (await SpentAsync(host)).GetProperty("tokens").GetInt64();
        await host.RunAsync(Run);

        afterRefusal.Should().Be(0);
        (await SpentAsync(host)).GetProperty("tokens").GetInt64().Should().BeGreaterThan(4000);
    }

    [Fact]
    public async Task Runs_AtTheSameTime_DoNotGoBeyondTheDayTogether()
    {
        await using var host = Host(options => options.Budget.TokensPerDay = 15_000);
        for (var call = 0; call < 8; call++)
        {
            _server.Says(tokens: 2500);
        }

        var codes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.CodeAsync(Run)));

        codes.Count(code => code is null).Should().BeInRange(1, 3);
        codes.Where(code => code is not null).Should().OnlyContain(code => code == ContentErrorCodes.BudgetSpent || code == ContentErrorCodes.ContentBusy);
        (await SpentAsync(host)).GetProperty("tokens").GetInt64().Should().BeLessThanOrEqualTo(15_000);
    }

    private static async Task<JsonElement> SpentAsync(ContentHost host)
    {
        var kept = await host.Services.GetRequiredService<IBotDataStore>().ReadAsync("content", "spent", default);
        return JsonDocument.Parse(kept!.Content).RootElement;
    }

    private ContentHost Host(Action<ContentOptions>? configure = null)
        => new(configure, services => services.AddSingleton<IChatClient>(_server.Client()));
}
