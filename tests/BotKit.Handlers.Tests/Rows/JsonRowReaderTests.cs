using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Tests.Rows;

public sealed class JsonRowReaderTests
{
    [Fact]
    public void Read_OfAnArray_GivesLinesAndValues()
        => RowsOf.Text("""
            [
              {"a":1,"b":"x, ] }"},
              {"b":"y","c":true,"a":null},
              {"d":{"e":[1, 2]},"a":-1.50e3}
            ]
            """).Should().Equal("a|b|c|d", "2: 1|x, ] }", "3: |y|true", "4: -1.50e3|||{\"e\":[1, 2]}");

    [Fact]
    public void Read_OfLines_GivesLinesAndValues()
        => RowsOf.Text("{\"a\":1}\n\n{\"a\":\"2\\n\"}\r\n{\"b\":3}").Should().Equal("a|b", "1: 1", "3: 2", "4: |3");

    [Fact]
    public void Read_OfBadLines_TellsEach()
        => RowsOf.Text("{\"a\":1}\n{\"a\":\n5\n[1]\n{\"a\":1,\"a\":2}\n{\"a\":\"\\u0000\"}\n{\"a\":\"\\ud800\"}\n{\"a\":2} x\n{\"a\":3}")
            .Should().Equal("a", "1: 1", "2! not_json", "3! not_an_object", "4! not_an_object", "5! duplicate_member", "6! nul_character", "7! not_json", "8! not_json", "9: 3");

    [Fact]
    public void Read_OfBadElements_TellsEach()
        => RowsOf.Text("[{\"a\":1},\n{\"a\":nope},\n5,\n{\"a\":2}\n{\"a\":3},{\"a\":4}]")
            .Should().Equal("a", "1: 1", "2! not_json", "3! not_an_object", "4: 2", "5: 3", "5: 4");

    [Fact]
    public void Read_OfATextThatNeverEnds_LosesOneLineOnly()
        => RowsOf.Text("[\n{\"a\":1},\n{\"a\":\"2},\n{\"a\":3},\n{\"a\":4}]").Should().StartWith(["a", "2: 1", "3! row_too_long"]).And.Contain(row => row.EndsWith(": 4", StringComparison.Ordinal));

    [Theory]
    [InlineData("[]")]
    [InlineData("[ \n ]\n")]
    public void Read_OfAnEmptyArray_GivesNothing(string text) => RowsOf.Text(text).Should().Equal("");

    [Fact]
    public void Read_OfDeepJson_TellsIt()
        => RowsOf.Text($"{{\"a\":{new string('[', 40)}{new string(']', 40)}}}\n{{\"a\":1}}").Should().Equal("a", "1! not_json", "2: 1");

    [Fact]
    public void Read_OfAStrayQuoteAmongManyLines_LosesOneLineOnly()
        => RowsOf.Text("[\n{\"a\":\"0},\n" + string.Concat(Enumerable.Repeat("{\"a\":1},\n", 200)) + "{\"a\":2}]").Where(row => row.EndsWith('1')).Should().HaveCount(200);

    [Theory]
    [InlineData("{\n")]
    [InlineData("a\n")]
    [InlineData("\"\\\"\n")]
    [InlineData("[\"\n")]
    public async Task Read_OfLinesThatNoneEndsAValue_TakesTimeByTheirLength(string line)
    {
        var text = "[\n" + string.Concat(Enumerable.Repeat(line, 50_000)) + "{\"a\":1}]";

        var rows = await Task.Run(() => RowsOf.Text(text)).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);

        rows.Length.Should().BeGreaterThan(1000);
    }

    [Fact]
    public void Read_OfLongNames_CutsThem()
        => RowsOf.Text($"{{\"{new string('n', 300)}\":1}}").Should().Equal(new string('n', 200), "1: 1");

    [Fact]
    public void Read_OfTooManyMembers_TellsIt()
        => RowsOf.Text("{\"a\":1,\"b\":2}\n{\"c\":3}\n{\"b\":4}", new RowReaderOptions { MaxColumns = 2 }).Should().Equal("a|b", "1: 1|2", "2! too_many_fields", "3: |4");

    [Fact]
    public void Read_OfWhatTheWriterWrote_GivesItBack()
    {
        using var stream = new MemoryStream();
        using (var writer = new JsonRowWriter(stream))
        {
            writer.Write(["a", "b"], ["<x>\n\"", null]);
            writer.Write(["a", "b"], [null, "=1+1"]);
        }

        RowsOf.Bytes(stream.ToArray()).Should().Equal("a|b", "1: <x>\n\"", "2: |=1+1");
    }
}
