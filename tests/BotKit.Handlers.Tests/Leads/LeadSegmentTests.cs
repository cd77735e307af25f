namespace BotKit.Handlers.Tests.Leads;

public sealed class LeadSegmentTests : IAsyncDisposable
{
    private const string Segments = """
        [{"name":"hot","where":[{"column":"lead_score","is":"atLeast","value":"0.7"},{"column":"country_code","is":"anyOf","values":["DE","AT"]}]},
         {"name":"warm","where":[{"column":"lead_score","is":"atLeast","value":"0.3"}]}]
        """;

    private readonly LeadHost _host = new();

    [Fact]
    public async Task Segment_OfLeads_TakesTheFirstThatFits()
    {
        var result = await SegmentAsync("lead_score,country_code\n0.9,de\n0.9,US\n0.5,\n,DE\n", """,{"name":"unscored","where":[{"column":"lead_score","is":"empty"}]}]""");

        (await _host.LinesAsync(result.File)).Should().Equal("lead_score,country_code,lead_segment", "0.9,de,hot", "0.9,US,warm", "0.5,,warm", ",DE,unscored");
        result.Segments.Should().Equal(
            new LeadSegmentSize("hot", 1, .25, .9), new LeadSegmentSize("warm", 2, .5, .7), new LeadSegmentSize("unscored", 1, .25, null), new LeadSegmentSize("other", 0, 0, null));
    }

    [Fact]
    public async Task Segment_InADryRun_CountsAndKeepsNothing()
    {
        var result = await SegmentAsync("lead_score,country_code\n0.1,DE\n", "]", isDryRun: true);

        result.File.Should().BeNull();
        result.Segments[^1].Rows.Should().Be(1);
        (await _host.FileCountAsync()).Should().Be(1);
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""[{"name":"","where":[{"column":"a","is":"empty"}]}]""")]
    [InlineData("""[{"name":"a","where":[]}]""")]
    [InlineData("""[{"name":"a","where":[{"column":"a","is":"empty"}]},{"name":"A","where":[{"column":"a","is":"empty"}]}]""")]
    [InlineData("""[{"name":"a","where":[{"column":"a","is":"empty","value":"x"}]}]""")]
    [InlineData("""[null]""")]
    public async Task Segment_WithBadInput_IsInvalidAndNamesTheField(string segments)
    {
        var result = await _host.RunAsync($$"""{"operation":"segment","file":"x","segments":{{segments}}}""");

        result.Status.Should().Be(BotStatus.Invalid);
        result.Error!.Details!.Select(problem => problem.Path).Should().Contain(path => path.StartsWith("$.segments", StringComparison.Ordinal));
    }

    private async Task<LeadSegmentation> SegmentAsync(string text, string end, bool isDryRun = false)
        => await _host.DataAsync<LeadSegmentation>($$"""{"operation":"segment","file":"{{await _host.PutAsync(text)}}","segments":{{Segments.TrimEnd().TrimEnd(']')}}{{end}}}""", isDryRun);

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
