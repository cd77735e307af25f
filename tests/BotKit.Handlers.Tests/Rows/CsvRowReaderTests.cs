using System.Text;
using BotKit.Handlers.Rows;
using CsCheck;

namespace BotKit.Handlers.Tests.Rows;

public sealed class CsvRowReaderTests
{
    [Fact]
    public void Read_OfARowWithManyLines_TakesAThousandAndNoMore()
    {
        RowsOf.Bad($"a\n\"{new string('\n', 1000)}\"\n").Should().BeEmpty();
        RowsOf.Bad($"a\n\"{new string('\n', 1001)}\"\n").Should().Contain(row => row.Line == 2 && row.Code == RowFaults.OpenQuote);
    }

    [Fact]
    public void Read_OfALongNameOfAColumn_CutsItBetweenCharacters()
        => RowsOf.Text($"{new string('n', 199)}\U0001F600,{new string('n', 300)}\n").Should().Equal($"{new string('n', 199)}|{new string('n', 200)}");

    [Fact]
    public void Open_OfAHeaderThatIsLongerThanTheBuffer_ReadsIt()
    {
        var names = string.Join(',', Enumerable.Range(0, 2000).Select(column => $"{new string('n', 150)}{column}"));

        RowsOf.Text($"{names}\n").Should().Equal(names.Replace(',', '|'));
    }

    [Fact]
    public void Open_OfBlanksOnly_LooksAtAFewOnly()
    {
        var blanks = new byte[64 << 20];
        blanks.AsSpan().Fill((byte)' ');
        var before = GC.GetAllocatedBytesForCurrentThread();

        var open = () => RowReader.Open(new MemoryStream(blanks));

        open.Should().Throw<RowTextException>();
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(32 << 20);
    }

    [Fact]
    public void Read_OfPlainRows_GivesLinesAndValues()
        => RowsOf.Text("a,b\n1,2\n\n3,\"x\ny\"\n4,5").Should().Equal("a|b", "2: 1|2", "4: 3|x\ny", "6: 4|5");

    [Theory]
    [InlineData("a;b;c\n1;2,5;3", "a|b|c", "2: 1|2,5|3")]
    [InlineData("a\tb\r\n1\t2\r\n", "a|b", "2: 1|2")]
    [InlineData("a|b\r1|2\r", "a|b", "2: 1|2")]
    [InlineData("\"a,x\";b\n1;2", "a,x|b", "2: 1|2")]
    [InlineData("only\n1\n", "only", "2: 1")]
    public void Read_OfOtherDelimitersAndLineEnds_FindsThem(string text, params string[] rows)
        => RowsOf.Text(text).Should().Equal(rows);

    [Fact]
    public void Columns_WithoutOrWithEqualNames_GetNamesOfTheirOwn()
        => RowsOf.Text("a, A ,,a_2,\n1,2,3,4,5").Should().Equal("a|A_2|column_3|a_2_2|column_5", "2: 1|2|3|4|5");

    [Fact]
    public void Values_WithBlanksAround_AreTrimmedAndEmptyOnesAbsent()
        => RowsOf.Text("a,b,c\n  x , \"y , z\" ,   \n").Should().Equal("a|b|c", "2: x|y , z|");

    [Fact]
    public void Read_OfRowsWithWrongNumbersOfFields_TellsEach()
        => RowsOf.Text("a,b\n1\n1,2,3\n1,2,\n4,5\n").Should().Equal("a|b", "2! too_few_fields", "3! too_many_fields", "4: 1|2", "5: 4|5");

    [Fact]
    public void Read_OfAQuoteThatIsNeverClosed_LosesOneLineOnly()
        => RowsOf.Text("a,b\n1,\"2\n3,4\n5,6\n").Should().Equal("a|b", "2! open_quote", "3: 3|4", "4: 5|6");

    [Fact]
    public void Read_OfTextAfterAQuote_TellsIt()
        => RowsOf.Text("a,b\n\"x\"y,2\n\"x\"\"y\",2\n").Should().Equal("a|b", "2! text_after_quote", "3: x\"y|2");

    [Fact]
    public void Read_OfAQuoteInsideAValue_KeepsIt()
        => RowsOf.Text("a,b\n5\" disk,2\n3,4").Should().Equal("a|b", "2: 5\" disk|2", "3: 3|4");

    [Fact]
    public void Read_OfANul_TellsIt()
        => RowsOf.Text("a,b\n1,x\0y\n3,4").Should().Equal("a|b", "2! nul_character", "3: 3|4");

    [Fact]
    public void Read_OfALongRow_TellsItOnceAndGoesOn()
    {
        var text = "a,b\n" + new string('x', 300_000) + ",1\n3,4\n\"" + new string('y', 300_000) + "\n5,6\n";

        var options = new RowReaderOptions { MaxRowLength = 1000, MaxBadTextLength = 10 };
        RowsOf.Text(text, options).Should().Equal("a|b", "2! row_too_long", "3: 3|4", "4! open_quote", "5: 5|6");
        RowsOf.Bad(text, options).Should().OnlyContain(bad => bad.Text.Length == 10 && bad.IsCut);
    }

    [Fact]
    public void Bad_KeepsTheRowAndRepeatsNothingOfItInTheReason()
    {
        var bad = RowsOf.Bad("name,mail\nann@example.org\n").Single();

        bad.Text.Should().Be("ann@example.org");
        bad.Reason.Should().Be("The row has 1 fields where the header has 2.");
        bad.IsCut.Should().BeFalse();
    }

    [Fact]
    public void Read_OfManyBadRowsInARow_GivesEach()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Repeat("\"x\"y,1\n", 50_000)) + "1,2\n";

        var rows = RowsOf.Text(text);

        rows.Should().HaveCount(50_002);
        rows[^1].Should().Be("50002: 1|2");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void Open_OfNothing_SaysThatThereIsNoHeader(string text)
        => FluentActions.Invoking(() => RowsOf.Text(text)).Should().Throw<RowTextException>();

    [Fact]
    public void Open_OfTooManyColumns_IsRefused()
        => FluentActions.Invoking(() => RowsOf.Text("a,b,c\n", new RowReaderOptions { MaxColumns = 2 })).Should().Throw<RowTextException>();

    [Fact]
    public void Read_OfWhatTheWriterWrote_GivesItBack()
    {
        var cell = Gen.Char["ab,;\"\n\r' \t|"].Array[0, 8].Select(characters => new string(characters));
        cell.Array[3].Array[1, 20].Sample(rows =>
        {
            using var stream = new MemoryStream();
            using (var writer = new CsvRowWriter(stream))
            {
                writer.Write(["first", "second", "third"]);
                foreach (var row in rows)
                {
                    writer.Write(["x", .. row.Skip(1)]);
                }
            }

            using var reader = RowReader.Open(new MemoryStream(stream.ToArray()), new RowReaderOptions { Delimiter = ',' });
            var read = new List<string>();
            while (reader.Read())
            {
                reader.Bad.Should().BeNull();
                read.Add(string.Join('#', reader.Values.ToArray()));
            }

            return read.SequenceEqual(rows.Select(row => $"x#{Clean(row[1])}#{Clean(row[2])}"));
        }, iter: 500);
    }

    private static string? Clean(string value) => CsvRowWriter.Harmless(value)!.Trim() is { Length: > 0 } text ? text : null;

    [Fact]
    public void Read_OfAnyText_AccountsForEveryLetter()
    {
        Gen.Char["ab,\"\n "].Array[0, 60].Select(characters => new string(characters)).Sample(text =>
        {
            using var reader = RowReader.Open(new MemoryStream(Encoding.UTF8.GetBytes("a,b\n" + text)));
            var letters = 0;
            while (reader.Read())
            {
                var row = reader.Bad?.Text ?? string.Concat(reader.Values.ToArray());
                letters += row.Count(static character => character is 'a' or 'b');
            }

            return letters == text.Count(static character => character is 'a' or 'b');
        }, iter: 1000);
    }
}
