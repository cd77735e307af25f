namespace BotKit.Handlers.Tests.Leads;

public sealed class LeadExportTests : IAsyncDisposable
{
    private const string Leads = "name,email,score\nAnn,ann@example.org,0.9\n=cmd|' /C calc'!A0,bob@example.org,0.2\nCleo,,0.5\n";

    private readonly LeadHost _host = new();

    [Fact]
    public async Task Export_ToCsv_DefusesFormulas()
    {
        var (result, text) = await ExportAsync("");

        text.Should().Be("name,email,score\nAnn,ann@example.org,0.9\n'=cmd|' /C calc'!A0,bob@example.org,0.2\nCleo,,0.5\n");
        (result.Written, result.Defused).Should().Be((3, 1));
    }

    [Fact]
    public async Task Export_OfChosenColumnsAndRows_RenamesAndOrders()
        => (await ExportAsync(""","columns":["score","NAME"],"rename":{"name":"Lead"},"where":[{"column":"score","is":"atLeast","value":"0.5"}]""")).Text
            .Should().Be("score,Lead\n0.9,Ann\n0.5,Cleo\n");

    [Theory]
    [InlineData("json", "[\n{\"name\":\"Ann\",\"score\":\"0.9\"},\n{\"name\":\"Cleo\",\"score\":\"0.5\"}\n]\n")]
    [InlineData("jsonLines", "{\"name\":\"Ann\",\"score\":\"0.9\"}\n{\"name\":\"Cleo\",\"score\":\"0.5\"}\n")]
    public async Task Export_ToJson_WritesObjects(string format, string text)
        => (await ExportAsync($$""","format":"{{format}}","columns":["name","score"],"where":[{"column":"score","is":"moreThan","value":"0.3"}]""")).Text.Should().Be(text);

    [Fact]
    public async Task Export_OfNothing_IsAnEmptyArray()
        => (await ExportAsync(""","format":"json","where":[{"column":"name","value":"Zoe"}]""")).Text.Should().Be("[]\n");

    [Fact]
    public async Task Export_WithPseudonyms_HidesValuesAndKeepsThemApart()
    {
        var file = await _host.PutAsync("email\nann@example.org\nbob@example.org\nann@example.org\n\"\"\n");
        var (_, first) = await ExportAsync(""","pseudonymise":["email"]""", file);
        var (_, second) = await ExportAsync(""","pseudonymise":["email"]""", file);

        var lines = first.Split('\n');
        lines[1].Should().MatchRegex("^p-[0-9a-f]{20}$").And.Be(lines[3]).And.NotBe(lines[2]);
        second.Should().NotContain(lines[1]);
    }

    [Theory]
    [InlineData("equalTo", "ANN", "Ann")]
    [InlineData("notEqualTo", "Ann", "Bob,Cleo")]
    [InlineData("contains", "LE", "Cleo")]
    [InlineData("startsWith", "b", "Bob")]
    [InlineData("endsWith", "O", "Cleo")]
    public async Task Where_ComparesTexts(string comparison, string value, string names)
    {
        var file = await _host.PutAsync("name,n\nAnn,1\nBob,\nCleo,x\n");

        var (_, text) = await ExportAsync($$""","columns":["name"],"where":[{"column":"name","is":"{{comparison}}","value":"{{value}}"}]""", file);

        text.Should().Be("name\n" + string.Concat(names.Split(',').Select(name => name + "\n")));
    }

    [Theory]
    [InlineData("""{"column":"n","is":"empty"}""", "Bob")]
    [InlineData("""{"column":"n","is":"notEmpty"}""", "Ann,Cleo")]
    [InlineData("""{"column":"n","is":"anyOf","values":["1","y"]}""", "Ann")]
    [InlineData("""{"column":"n","is":"noneOf","values":["1","y"]}""", "Bob,Cleo")]
    [InlineData("""{"column":"n","is":"lessThan","value":"2"}""", "Ann")]
    [InlineData("""{"column":"n","is":"atMost","value":"1"}""", "Ann")]
    public async Task Where_OfOtherComparisons_SeesAbsentValuesAndNumbers(string condition, string names)
    {
        var file = await _host.PutAsync("name,n\nAnn,1\nBob,\nCleo,x\n");

        var (_, text) = await ExportAsync($$""","columns":["name"],"where":[{{condition}}]""", file);

        text.Should().Be("name\n" + string.Concat(names.Split(',').Select(name => name + "\n")));
    }

    [Fact]
    public async Task Export_InADryRun_CountsAndKeepsNothing()
    {
        var file = await _host.PutAsync(Leads);

        var result = await _host.DataAsync<LeadExport>($$"""{"operation":"export","file":"{{file}}"}""", isDryRun: true);

        (result.Written, result.Defused, result.File).Should().Be((3, 1, null));
        (await _host.FileCountAsync()).Should().Be(1);
    }

    private async Task<(LeadExport Result, string Text)> ExportAsync(string members, string? file = null)
    {
        file ??= await _host.PutAsync(Leads);
        var result = await _host.DataAsync<LeadExport>($$"""{"operation":"export","file":"{{file}}"{{members}}}""");
        return (result, await _host.TextAsync(result.File));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
