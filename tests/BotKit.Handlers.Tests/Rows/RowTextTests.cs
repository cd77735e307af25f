using System.Text;
using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Tests.Rows;

public sealed class RowTextTests
{
    private const string Text = "name,city\nZoë,Köln\n";

    [Theory]
    [InlineData("utf-8", false, "utf-8")]
    [InlineData("utf-8", true, "utf-8")]
    [InlineData("utf-16", true, "utf-16")]
    [InlineData("utf-16", false, "utf-16")]
    [InlineData("utf-16BE", true, "utf-16BE")]
    [InlineData("utf-16BE", false, "utf-16BE")]
    [InlineData("windows-1252", false, "windows-1252")]
    public void Open_OfEachEncoding_FindsIt(string written, bool hasMark, string found)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(written) ?? Encoding.GetEncoding(written);
        byte[] bytes = [.. hasMark ? encoding.Preamble : [], .. encoding.GetBytes(Text)];

        using var reader = RowReader.Open(new MemoryStream(bytes));

        reader.EncodingName.Should().Be(found);
        reader.Columns.Should().Equal("name", "city");
        reader.Read().Should().BeTrue();
        reader.Values.ToArray().Should().Equal("Zoë", "Köln");
        reader.ForeignByteCount.Should().Be(0);
    }

    [Fact]
    public void Read_OfForeignBytesFarInTheText_ReadsAndCountsThem()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("name\n" + string.Concat(Enumerable.Repeat("Zoë\n", 20_000))), .. "M"u8, 0xFC, .. "ller\n"u8];

        using var reader = RowReader.Open(new MemoryStream(bytes));
        var last = "";
        while (reader.Read())
        {
            last = reader.Values[0];
        }

        last.Should().Be("Müller");
        reader.EncodingName.Should().Be("utf-8");
        reader.ForeignByteCount.Should().Be(1);
    }

    [Fact]
    public void Open_OfACharacterCutByTheSample_StaysUtf8()
    {
        var text = "n\n" + new string('x', 64 * 1024 - 3) + "é\n";

        using var reader = RowReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        reader.EncodingName.Should().Be("utf-8");
        reader.Read().Should().BeTrue();
        reader.Values[0].Should().EndWith("xé");
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1+1", "'+1+1")]
    [InlineData("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" =1", "' =1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("-", "'-")]
    [InlineData("+491711234567", "+491711234567")]
    [InlineData("-5.25", "-5.25")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void Harmless_OfAFormula_MarksItAsText(string value, string harmless) => CsvRowWriter.Harmless(value).Should().Be(harmless);
}
