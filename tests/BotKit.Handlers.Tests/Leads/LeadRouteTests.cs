using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Leads;

public sealed class LeadRouteTests : IAsyncDisposable
{
    private const string German = """{"column":"country","value":"DE"}""";

    private readonly LeadHost _host = new();

    [Fact]
    public async Task Route_ByRulesAndTurns_GivesEachLeadToSomebody()
    {
        var (result, owners) = await RouteAsync("country\nDE\nUS\nDE\nUS\nFR\n", $$"""[{"name":"Ann","where":[{{German}}]},{"name":"Bob"},{"name":"Cleo"}]""");

        owners.Should().Equal("Ann", "Bob", "Cleo", "Bob", "Cleo");
        result.Owners.Should().Equal(new LeadOwnerLoad("Ann", 1, 1), new LeadOwnerLoad("Bob", 2, 2), new LeadOwnerLoad("Cleo", 2, 2));
    }

    [Fact]
    public async Task Route_InLaterRuns_GoesOnWithTheTurns()
    {
        const string Owners = """[{"name":"Ann"},{"name":"Bob"},{"name":"Cleo"}]""";

        var (_, first) = await RouteAsync("n\n1\n2\n", Owners);
        var (result, second) = await RouteAsync("n\n3\n4\n", Owners);

        first.Concat(second).Should().Equal("Ann", "Bob", "Cleo", "Ann");
        result.Owners[0].Should().Be(new LeadOwnerLoad("Ann", 1, 2));
    }

    [Fact]
    public async Task Route_WithWeights_GivesMoreTurns()
    {
        var (_, owners) = await RouteAsync("n\n" + string.Concat(Enumerable.Range(0, 8).Select(row => $"{row}\n")), """[{"name":"Ann","weight":3},{"name":"Bob"}]""");

        owners.Should().Equal("Ann", "Ann", "Bob", "Ann", "Ann", "Ann", "Bob", "Ann");
    }

    [Fact]
    public async Task Route_BeyondCapacity_LeavesLeadsUntilTheNextDay()
    {
        const string Owners = """[{"name":"Ann","capacity":2},{"name":"Bob","capacity":1}]""";

        var (first, owners) = await RouteAsync("n\n1\n2\n3\n4\n", Owners);
        var (same, _) = await RouteAsync("n\n5\n", Owners);
        _host.Clock.Advance(TimeSpan.FromDays(1));
        var (next, _) = await RouteAsync("n\n6\n7\n8\n", Owners);

        owners.Should().Equal("Ann", "Bob", "Ann", "");
        (first.WithoutRoom, same.WithoutRoom, next.WithoutRoom).Should().Be((1, 1, 0));
    }

    [Fact]
    public async Task Route_OfLeadsThatHaveAnOwner_KeepsIt()
    {
        var (result, owners) = await RouteAsync("n,lead_owner\n1,Zoe\n2,\n", """[{"name":"Ann"}]""");

        owners.Should().Equal("Zoe", "Ann");
        result.Kept.Should().Be(1);
    }

    [Fact]
    public async Task Route_OfALeadThatMeetsNoRule_LeavesItWithoutAnOwner()
    {
        var (result, owners) = await RouteAsync("country\nUS\n", $$"""[{"name":"Ann","where":[{{German}}]}]""");

        owners.Should().Equal("");
        (result.WithoutRule, result.WithoutRoom).Should().Be((1, 0));
    }

    [Fact]
    public async Task Route_InADryRun_RemembersNothing()
    {
        var file = await _host.PutAsync("n\n1\n");
        var json = $$"""{"operation":"route","file":"{{file}}","owners":[{"name":"Ann","capacity":1}]}""";

        await _host.DataAsync<LeadRouting>(json, isDryRun: true);
        var result = await _host.DataAsync<LeadRouting>(json, isDryRun: true);

        result.Owners.Should().Equal(new LeadOwnerLoad("Ann", 1, 1));
        (await _host.FileCountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Route_ByTwoRunsAtOnce_NeverExceedsCapacity()
    {
        await using var host = new LeadHost(services => services.Configure<BotOptions>("lead", options => options.Retry.MaxRetries = 0));
        var file = await host.PutAsync("n\n" + string.Concat(Enumerable.Range(0, 20_000).Select(row => $"{row}\n")));
        var json = $$"""{"operation":"route","file":"{{file}}","owners":[{"name":"Ann","capacity":25000}]}""";

        var results = await Task.WhenAll(host.RunAsync(json), host.RunAsync(json), host.RunAsync(json));

        results.Where(result => result.Data is not null).Sum(result => ((LeadRouting)result.Data!).Owners[0].Rows).Should().BeInRange(20_000, 25_000);
        results.Where(result => result.Data is null).Should().OnlyContain(result => result.Error!.Code == LeadErrorCodes.LeadsBusy);
    }

    [Theory]
    [InlineData("""{"operation":"route","file":"x","owners":[]}""", "$.owners")]
    [InlineData("""{"operation":"route","file":"x","owners":[{"name":"A"},{"name":"a"}]}""", "$.owners")]
    [InlineData("""{"operation":"route","file":"x","owners":[{"name":"A","capacity":-1}]}""", "$.owners")]
    [InlineData("""{"operation":"route","file":"x","owners":[{"name":"A","weight":0}]}""", "$.owners")]
    [InlineData("""{"operation":"route","file":"x","owners":[{"name":"A\nB"}]}""", "$.owners")]
    [InlineData("""{"operation":"route","file":"x","plan":"A/B","owners":[{"name":"A"}]}""", "$.plan")]
    public async Task Route_WithBadInput_IsInvalidAndNamesTheField(string json, string path)
    {
        var result = await _host.RunAsync(json.Replace("\n", "\\n", StringComparison.Ordinal));

        result.Status.Should().Be(BotStatus.Invalid);
        result.Error!.Details!.Select(problem => problem.Path).Should().Contain(problem => problem.StartsWith(path, StringComparison.Ordinal));
    }

    private async Task<(LeadRouting Result, string[] Owners)> RouteAsync(string text, string owners)
    {
        var result = await _host.DataAsync<LeadRouting>($$"""{"operation":"route","file":"{{await _host.PutAsync(text)}}","owners":{{owners}}}""");
        return (result, [.. (await _host.LinesAsync(result.File)).Skip(1).Select(line => line[(line.LastIndexOf(',') + 1)..])]);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
