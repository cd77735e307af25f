using System.Text;
using System.Text.Json;

namespace BotKit.Handlers.Tests.Leads;

public sealed class LeadImportTests : IAsyncDisposable
{
    private readonly LeadHost _host = new();

    [Fact]
    public async Task Import_OfCsvWithBadRows_KeepsTheGoodAndTellsTheBad()
    {
        var file = await _host.PutAsync("Name;E-Mail\nAnn;ann@example.org\nBob\n\"Cleo;c@example.org\nDan;=1+1\n");

        var result = await _host.DataAsync<LeadImport>($$"""{"operation":"import","file":"{{file}}","rename":{"e-mail":"email"} }""");

        result.Rows.Should().Be(2);
        result.FirstBadRows.Should().Equal(
            new LeadBadRow(3, "too_few_fields", "The row has 1 fields where the header has 2."),
            new LeadBadRow(4, "open_quote", "A quote is opened and never closed."));
        (await _host.TextAsync(result.File)).Should().Be("Name,email\nAnn,ann@example.org\nDan,=1+1\n");
        var bad = (await _host.LinesAsync(result.BadRowsFile)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        bad.Select(row => row.GetProperty("text").GetString()).Should().Equal("Bob", "\"Cleo;c@example.org");
        bad.Select(row => row.GetProperty("line").GetInt64()).Should().Equal(3, 4);
    }

    [Fact]
    public async Task Import_OfJson_HasTheColumnsOfAllRows()
    {
        var file = await _host.PutAsync("""[{"a":1},{"b":"x\ny"},{"a":null,"c":true}]""");

        var result = await _host.DataAsync<LeadImport>($$"""{"operation":"import","file":"{{file}}"}""");

        (result.Format, result.Rows, result.BadRows, result.BadRowsFile).Should().Be(("JsonArray", 3, 0, null));
        (await _host.TextAsync(result.File)).Should().Be("a,b,c\n1,,\n,\"x\ny\",\n,,true\n");
    }

    [Fact]
    public async Task Import_WithRequiredColumns_RefusesRowsWithoutAValue()
    {
        var file = await _host.PutAsync("a,b\n1,\n1,2\n");

        var result = await _host.DataAsync<LeadImport>($$"""{"operation":"import","file":"{{file}}","required":["B"]}""");

        result.FirstBadRows.Should().Equal(new LeadBadRow(2, "value_missing", "The row has no value in a column that must have one."));
        (await _host.LinesAsync(result.BadRowsFile)).Single().Should().Contain("\"text\":\"1,\"");
    }

    [Fact]
    public async Task Import_OfWindows1252_SaysSo()
    {
        var file = await _host.PutAsync([.. "name\nZo"u8, 0xEB, .. "\n"u8]);

        var result = await _host.DataAsync<LeadImport>($$"""{"operation":"import","file":"{{file}}"}""");

        result.Encoding.Should().Be("windows-1252");
        (await _host.TextAsync(result.File)).Should().Be("name\nZoë\n");
    }

    [Fact]
    public async Task Import_InADryRun_CountsAndKeepsNothing()
    {
        var file = await _host.PutAsync("a,b\n1,2\n1\n");

        var result = await _host.DataAsync<LeadImport>($$"""{"operation":"import","file":"{{file}}"}""", isDryRun: true);

        (result.Rows, result.BadRows, result.File, result.BadRowsFile).Should().Be((1, 1, null, null));
        (await _host.FileCountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Import_ThatIsCanceled_LeavesNoFile()
    {
        var file = await _host.PutAsync(stream =>
        {
            stream.Write("a,b\n"u8);
            var rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("some text,more text\n", 50_000)));
            for (var count = 0; count < 40; count++)
            {
                stream.Write(rows);
            }
        });
        using var cancel = new CancellationTokenSource();
        var running = _host.RunAsync($$"""{"operation":"import","file":"{{file}}"}""", cancellationToken: cancel.Token);

        await cancel.CancelAsync();
        var result = await running.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);

        result.Status.Should().Be(BotStatus.Canceled);
        (await _host.FileCountAsync()).Should().Be(1);
    }

    [Theory]
    [InlineData("nope", """{"operation":"import","file":"FILE"}""", BotErrorCodes.UnknownFile)]
    [InlineData("../../etc/passwd", """{"operation":"import","file":"FILE"}""", BotErrorCodes.UnknownFile)]
    [InlineData("", """{"operation":"import","file":"FILE"}""", LeadErrorCodes.RowsUnreadable)]
    [InlineData("a,b\n", """{"operation":"import","file":"FILE","rename":{"x":"y"}}""", LeadErrorCodes.ColumnUnknown)]
    [InlineData("a,b\n", """{"operation":"export","file":"FILE","columns":["a\"; DROP TABLE leads; --"]}""", LeadErrorCodes.ColumnUnknown)]
    [InlineData("a,b\n", """{"operation":"normalise","file":"FILE"}""", LeadErrorCodes.ColumnUnknown)]
    public async Task Run_OfAFileThatWillNotDo_FailsAsAWarning(string text, string json, string code)
    {
        var file = code == BotErrorCodes.UnknownFile ? text : await _host.PutAsync(text);

        var result = await _host.RunAsync(json.Replace("FILE", file, StringComparison.Ordinal));

        result.Status.Should().Be(BotStatus.Failed);
        (result.Error!.Code, result.Error.Severity).Should().Be((code, BotSeverity.Warning));
        result.Error.Message.Should().NotContainAny("DROP", "passwd", "a,b");
    }

    [Theory]
    [InlineData("""{"operation":"import"}""", "$.file")]
    [InlineData("""{"operation":"import","file":""}""", "$.file")]
    [InlineData("""{"operation":"import","file":"x","path":"/etc/passwd"}""", "$.path")]
    [InlineData("""{"operation":"import","file":"x","required":["a\u0000"]}""", "$.required")]
    [InlineData("""{"operation":"import","file":"x","rename":{"a":""}}""", "$.rename")]
    [InlineData("""{"operation":"import","file":"x","rename":{"a":"b","A":"c"}}""", "$.rename")]
    [InlineData("""{"operation":"steal","file":"x"}""", "$.operation")]
    [InlineData("""{"operation":"normalise","file":"x","phoneRegion":"XX"}""", "$.phoneRegion")]
    [InlineData("""{"operation":"export","file":"x","format":"Xml"}""", "$.format")]
    [InlineData("""{"operation":"export","file":"x","columns":[]}""", "$.columns")]
    [InlineData("""{"operation":"export","file":"x","where":[{"column":"a","is":"anyOf","value":"b"}]}""", "$.where")]
    [InlineData("""{"operation":"export","file":"x","where":[{"column":"a","is":"lessThan","value":"b"}]}""", "$.where")]
    public async Task Run_WithBadInput_IsInvalidAndNamesTheField(string json, string path)
    {
        var result = await _host.RunAsync(json);

        result.Status.Should().Be(BotStatus.Invalid);
        result.Error!.Details!.Select(problem => problem.Path).Should().Contain(problem => problem.StartsWith(path, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
