using System.Globalization;
using System.Text;
using BotKit.Handlers.Leads;
using CsCheck;
using F23.StringSimilarity;

namespace BotKit.Handlers.Tests.Leads;

public sealed class LeadDeduplicateTests : IAsyncDisposable
{
    private readonly LeadHost _host = new();

    [Fact]
    public async Task Deduplicate_OfPeople_MergesThemAndKeepsWhatEachKnows()
    {
        var people = PeopleData.Rows(1000).ToList();
        var file = await _host.PutAsync(string.Join('\n', people
            .Append("x1,Zebulon,Quartermain,7 Obscure Alley,Nowhereville,99999,,zeb@quartermain.example,1950-02-03")
            .Append("x2,Zebulon,Quatermain,,Nowhereville,99999,+4912345678901,,1950-02-03")
            .Prepend(PeopleData.Header)));

        var result = await _host.DataAsync<LeadDeduplication>($$"""{"operation":"deduplicate","file":"{{file}}","ignore":["entity"]}""");

        var expected = people.Count - people.DistinctBy(row => row.Split(',')[0]).Count() + 1;
        result.Merged.Should().BeInRange(expected - 3, expected);
        var lines = await _host.LinesAsync(result.File);
        lines.Should().HaveCount(1 + 1002 - result.Merged);
        lines[0].Should().Be(PeopleData.Header + ",lead_group");
        lines[^1].Should().Be($"x1,Zebulon,Quartermain,7 Obscure Alley,Nowhereville,99999,+4912345678901,zeb@quartermain.example,1950-02-03,{result.Groups}");
        (await _host.LinesAsync(result.UndoFile)).Should().HaveCount(result.Groups + result.Merged);
        result.Weights.Should().OnlyContain(weight => weight.WeightOfAgreement > 0 && weight.WeightOfDifference < 0);
    }

    [Theory]
    [InlineData("first", "x1,Zebulon,Quartermain,7 Obscure Alley")]
    [InlineData("last", "x2,Zebulon,Quatermain,7 Obscure Alley")]
    public async Task Deduplicate_WithAnotherSurvivor_KeepsItsValues(string survivor, string start)
    {
        var file = await PutZebulonAsync();

        var result = await _host.DataAsync<LeadDeduplication>($$"""{"operation":"deduplicate","file":"{{file}}","ignore":["entity"],"survivor":"{{survivor}}"}""");

        (await _host.LinesAsync(result.File))[^1].Should().StartWith(start);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(500)]
    public async Task Deduplicate_OfTheSameRowOverAndOver_KeepsItOnce(int copies)
    {
        var csv = "email,name,city\n" + string.Concat(Enumerable.Repeat("ada@example.org,Ada Lovelace,London\n", copies)) + "x@example.org,Bob Builder,Rome\n,,Rome\n,,Rome\n";

        var result = await _host.DataAsync<LeadDeduplication>($$"""{"operation":"deduplicate","file":"{{await _host.PutAsync(csv)}}"}""");
        var before = await _host.DataAsync<LeadUnmerge>($$"""{"operation":"unmerge","file":"{{result.File}}","undoFile":"{{result.UndoFile}}"}""");

        (result.Rows, result.Merged, result.Groups, before.Restored).Should().Be((copies + 3, copies - 1, 1, copies));
        (await _host.LinesAsync(result.File)).Should().Equal(
            "email,name,city,lead_group", "ada@example.org,Ada Lovelace,London,1", "x@example.org,Bob Builder,Rome,", ",,Rome,", ",,Rome,");
    }

    [Fact]
    public async Task Unmerge_OfAllGroups_GivesTheLeadsBack()
    {
        var file = await PutZebulonAsync();
        var merged = await _host.DataAsync<LeadDeduplication>($$"""{"operation":"deduplicate","file":"{{file}}","ignore":["entity"]}""");

        var result = await _host.DataAsync<LeadUnmerge>($$"""{"operation":"unmerge","file":"{{merged.File}}","undoFile":"{{merged.UndoFile}}"}""");

        var before = (await _host.LinesAsync(file)).Select(line => line + ",").Skip(1);
        (await _host.LinesAsync(result.File)).Skip(1).Should().BeEquivalentTo(before);
        (result.Groups, result.Restored).Should().Be((merged.Groups, merged.Merged + merged.Groups));
    }

    [Fact]
    public async Task Unmerge_OfLongLeads_GivesThemBack()
    {
        var csv = new StringBuilder("email,name,notes\n");
        for (var row = 0; row < 400; row++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"p{row % 380}x{row % 380 * 7919}@example{row % 380}.org,Person{row % 380 * 104729},{(row % 380 < 20 ? new string('ü', 200_000) : "")}\n");
        }

        var merged = await _host.DataAsync<LeadDeduplication>(
            $$"""{"operation":"deduplicate","file":"{{await _host.PutAsync(csv.ToString())}}","columns":["email","name"]}""");
        var result = await _host.DataAsync<LeadUnmerge>($$"""{"operation":"unmerge","file":"{{merged.File}}","undoFile":"{{merged.UndoFile}}"}""");

        (merged.Merged, result.Restored).Should().Be((20, 40));
    }

    [Fact]
    public async Task Unmerge_OfOneGroup_LeavesTheOthers()
    {
        var merged = await _host.DataAsync<LeadDeduplication>($$"""{"operation":"deduplicate","file":"{{await PutZebulonAsync()}}","ignore":["entity"]}""");

        var result = await _host.DataAsync<LeadUnmerge>(
            $$"""{"operation":"unmerge","file":"{{merged.File}}","undoFile":"{{merged.UndoFile}}","groups":[{{merged.Groups}}]}""", isDryRun: true);

        (result.Groups, result.Restored, result.File).Should().Be((1, 2, null));
    }

    [Fact]
    public async Task Unmerge_WithAnotherUndoList_IsRefused()
    {
        var merged = await _host.DataAsync<LeadDeduplication>($$"""{"operation":"deduplicate","file":"{{await PutZebulonAsync()}}","ignore":["entity"]}""");
        var other = await _host.PutAsync("""{"group":77,"line":2,"values":{"first_name":"x"}}""");
        var broken = new[] { "\"DROP\"", "\"null\"", "[]", "[null]", "{\"a\":{}}", "{\"a\":\"1\",\"A\":\"2\"}" };
        var undoFiles = new List<string> { other, merged.File! };
        foreach (var values in broken)
        {
            undoFiles.Add(await _host.PutAsync($$"""{"group":1,"values":{{values}}}"""));
        }

        foreach (var undo in undoFiles)
        {
            var result = await _host.RunAsync($$"""{"operation":"unmerge","file":"{{merged.File}}","undoFile":"{{undo}}"}""");
            (result.Error!.Code, result.Error.Severity).Should().Be((LeadErrorCodes.UndoMismatch, BotSeverity.Warning));
        }
    }

    [Fact]
    public async Task Deduplicate_OfColleagues_KeepsThemApart()
    {
        var rows = PeopleData.Rows(400).Where((_, row) => row % 10 != 9).Select(row => row.Split(',')).ToList();
        var colleagues = rows.Select((row, index) => $"{row[1]},{row[2]},Acme {index / 4} GmbH,{index / 4} Main Road,City {index / 40},{index / 40 + 10000}");
        var file = await _host.PutAsync(string.Join('\n', colleagues.Prepend("first_name,last_name,company,street,city,postcode")));

        var result = await _host.DataAsync<LeadDeduplication>($$"""{"operation":"deduplicate","file":"{{file}}"}""");

        result.Merged.Should().BeLessThan(8, "few of the 90 firms have two of nearly the same name");
    }

    [Fact]
    public async Task Deduplicate_OfDifferentPeople_MergesNobody()
    {
        var file = await _host.PutAsync(string.Join('\n', PeopleData.Rows(600).Where((_, row) => row % 10 != 9).Prepend(PeopleData.Header)));

        var result = await _host.DataAsync<LeadDeduplication>($$"""{"operation":"deduplicate","file":"{{file}}","ignore":["entity"]}""");

        (result.Merged, result.UndoFile).Should().Be((0, null));
    }

    [Fact]
    public async Task Deduplicate_Again_GivesTheSame()
    {
        var file = await _host.PutAsync(string.Join('\n', PeopleData.Rows(2000).Prepend(PeopleData.Header)));
        var json = $$"""{"operation":"deduplicate","file":"{{file}}","ignore":["entity"]}""";

        var (first, second) = (await _host.DataAsync<LeadDeduplication>(json), await _host.DataAsync<LeadDeduplication>(json));

        second.Should().BeEquivalentTo(first with { File = second.File, UndoFile = second.UndoFile, PossibleFile = second.PossibleFile });
        (await _host.TextAsync(second.File)).Should().Be(await _host.TextAsync(first.File));
    }

    [Fact]
    public async Task Deduplicate_InADryRun_CountsAndKeepsNothing()
    {
        var file = await PutZebulonAsync();

        var result = await _host.DataAsync<LeadDeduplication>($$"""{"operation":"deduplicate","file":"{{file}}","ignore":["entity"]}""", isDryRun: true);

        result.Merged.Should().BePositive();
        (result.File, result.UndoFile, result.PossibleFile).Should().Be((null, null, null));
        (await _host.FileCountAsync()).Should().Be(1);
    }

    [Theory]
    [InlineData("a,b\n", 0)]
    [InlineData("a,b\n1,2\n", 1)]
    [InlineData("a,b\nx,y\nx,y\n", 2)]
    public async Task Deduplicate_OfFewRows_DoesNotFail(string text, int rows)
        => (await _host.DataAsync<LeadDeduplication>($$"""{"operation":"deduplicate","file":"{{await _host.PutAsync(text)}}","columns":["a","b"]}""", isDryRun: true)).Rows.Should().Be(rows);

    [Fact]
    public async Task Deduplicate_AboveTheCap_IsRefused()
    {
        await using var host = new LeadHost(services => Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.Configure<LeadOptions>(services, options => options.MaxDeduplicationRows = 2));

        var result = await host.RunAsync($$"""{"operation":"deduplicate","file":"{{await host.PutAsync("a\n1\n2\n3\n")}}"}""");

        result.Error!.Code.Should().Be(LeadErrorCodes.TooManyRows);
    }

    [Theory]
    [InlineData("""{"operation":"deduplicate","file":"x","threshold":1}""", "$.threshold")]
    [InlineData("""{"operation":"deduplicate","file":"x","columns":[]}""", "$.columns")]
    [InlineData("""{"operation":"deduplicate","file":"x","survivor":"best"}""", "$.survivor")]
    [InlineData("""{"operation":"unmerge","file":"x"}""", "$.undoFile")]
    [InlineData("""{"operation":"unmerge","file":"x","undoFile":"y","groups":[0]}""", "$.groups")]
    public async Task Run_WithBadInput_IsInvalidAndNamesTheField(string json, string path)
        => (await _host.RunAsync(json)).Error!.Details!.Select(problem => problem.Path).Should().Contain(path);

    [Theory]
    [InlineData("Müller-Lüdenscheidt", "muller ludenscheidt")]
    [InlineData("O'Brien  & Sons", "obrien sons")]
    [InlineData("n/a", "")]
    [InlineData("\uFFFEAda", "ada")]
    [InlineData("Straße", "strasse")]
    public void ComparedText_OfWords_LeavesOutWhatPeopleWriteInDifferentWays(string written, string compared)
        => ComparedText.Of(ColumnKind.Text, written).Should().Be(compared);

    [Theory]
    [InlineData("J.Doe+news@GoogleMail.com", "jdoe@gmail.com")]
    [InlineData("J.Doe@Example.org", "j.doe@example.org")]
    public void ComparedText_OfEmail_IsTheMailbox(string written, string compared) => ComparedText.Of(ColumnKind.Email, written).Should().Be(compared);

    [Fact]
    public void CommonLetters_NeverRuleOutWhatIsAlike()
    {
        var (texts, digits) = (new JaroWinkler(), new OptimalStringAlignment());
        var text = Gen.Char["abcd e"].Array[1, 12].Select(characters => new string(characters));
        Gen.Select(text, text).Sample(
            (one, other) => CommonLetters.MaxJaroWinkler(one, other) >= texts.Similarity(one, other) - 1e-6 && CommonLetters.MinDistance(one, other) <= digits.Distance(one, other),
            iter: 2000);
    }

    private async Task<string> PutZebulonAsync() => await _host.PutAsync(string.Join('\n', PeopleData.Rows(300)
        .Append("x1,Zebulon,Quartermain,7 Obscure Alley,Nowhereville,99999,,zeb@quartermain.example,1950-02-03")
        .Append("x2,Zebulon,Quatermain,,Nowhereville,99999,+4912345678901,,1950-02-03")
        .Prepend(PeopleData.Header)));

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
