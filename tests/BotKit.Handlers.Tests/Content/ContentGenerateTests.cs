using System.Text.Json;
using BotKit.Handlers.Content.Templates;

namespace BotKit.Handlers.Tests.Content;

public sealed class ContentGenerateTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const string Brief = """
        "brief":{"topic":"bread without waste","audience":"small bakeries","benefit":"What is baked is sold","keyPoints":["Bake the second batch after ten","Sell yesterday's bread at half the price","Count what is left every evening"],
        "callToAction":"Ask for the planner","link":"planner","quote":"We throw away next to nothing now","quoteBy":"Ines Roth","contact":"Jo Berg, 555 0100"}
        """;

    private readonly ContentHost _host = new(options =>
    {
        var voice = options.Voices["mill"] = new ContentVoice { Brand = "Millwheel", Tone = "warm and plain" };
        voice.Links["planner"] = "https://example.org/planner";
        voice.Hashtags.Add("bread");
        voice.SignOff["*"] = "Your Millwheel team";
        voice.About["en"] = "Millwheel makes tools for bakeries.";
        voice.BannedClaims.Add("guaranteed profit");
        voice.Terms.Add("Millwheel");
    });

    public static TheoryData<ContentKind, string> Starters()
    {
        var data = new TheoryData<ContentKind, string>();
        foreach (var kind in Enum.GetValues<ContentKind>())
        {
            data.Add(kind, "en");
            data.Add(kind, "de");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Starters))]
    public async Task Generate_FromAFullBrief_GivesPiecesThatPassTheirGates(ContentKind kind, string language)
    {
        var result = await _host.DataAsync<ContentGeneration>($$"""{"operation":"generate","kind":"{{JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())}}","voice":"mill","languages":["{{language}}"],"variants":3,{{Brief}}}""");

        result.Pieces.Should().HaveCount(3);
        foreach (var piece in result.Pieces)
        {
            output.WriteLine($"--- {piece.Title} | {piece.MetaDescription} ({piece.MetaDescription.Length})\n{piece.Text}");
            foreach (var gate in piece.Report.Gates.Where(gate => gate.Verdict is ContentVerdict.Failed or ContentVerdict.Warning))
            {
                output.WriteLine($"    {gate.Gate}: {gate.Verdict} {string.Join(' ', gate.Reasons)}");
            }

            piece.Report.Passed.Should().BeTrue();
            piece.Report.Gates.Where(gate => gate.Verdict == ContentVerdict.Warning && gate.Gate is not (ContentGateNames.SeoKeyphrase or ContentGateNames.Length)).Should().BeEmpty();
            HtmlDanger.Find(piece.Html).Should().BeNull();
            piece.Html.Should().Contain("""<a href="https://example.org/planner">Ask for the planner</a>""");
            piece.Text.Should().NotContainAny("{{", "{%", "\\", "  ");
            piece.Engine.Should().Be("templates");
        }

        result.Pieces.Select(piece => piece.Text).Distinct().Should().HaveCount(3);
    }

    [Fact]
    public async Task Generate_WithTheBareMinimum_ReadsWell()
    {
        foreach (var kind in Enum.GetValues<ContentKind>())
        {
            var result = await _host.DataAsync<ContentGeneration>($$$"""{"operation":"generate","kind":"{{{JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())}}}","languages":["en","de"],"brief":{"topic":"cheese"}}""");

            foreach (var piece in result.Pieces)
            {
                output.WriteLine($"--- {piece.Title} | {piece.MetaDescription}\n{piece.Text}");
                piece.Text.Should().Contain("heese").And.NotContainAny("{{", "{%", "  ", " .", "..");
                piece.Report.Passed.Should().BeTrue();
            }
        }
    }

    [Fact]
    public async Task Generate_WithTheSameSeed_GivesTheSame()
    {
        var json = $$"""{"operation":"generate","kind":"blogPost","voice":"mill","seed":7,"remember":false,{{Brief}}}""";

        var (first, second) = (await _host.RunAsync(json), await _host.RunAsync(json));

        _host.ToJson(second).GetRawText().Should().Be(_host.ToJson(first).GetRawText());
    }

    [Fact]
    public async Task Generate_OfWhatWasThereBefore_IsNoticed()
    {
        var json = $$"""{"operation":"generate","kind":"blogPost","voice":"mill",{{Brief}}}""";
        (await _host.DataAsync<ContentGeneration>(json, isDryRun: true)).Pieces.Single().Report.Passed.Should().BeTrue();
        (await _host.DataAsync<ContentGeneration>(json)).Pieces.Single().Report.Passed.Should().BeTrue();

        var again = (await _host.DataAsync<ContentGeneration>(json)).Pieces.Single();
        var other = (await _host.DataAsync<ContentGeneration>("""{"operation":"generate","kind":"pressNote","seed":2,"brief":{"topic":"a new oven"}}""")).Pieces.Single();

        again.Report.Gates.Single(gate => gate.Gate == ContentGateNames.NearDuplicate).Should().Match<ContentGateResult>(gate => gate.Verdict == ContentVerdict.Failed && gate.Value > .95);
        again.Report.Passed.Should().BeFalse();
        other.Report.Gates.Single(gate => gate.Gate == ContentGateNames.NearDuplicate).Verdict.Should().Be(ContentVerdict.Passed);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("![x](https://evil.example/a.png)")]
    [InlineData("{{ 'a' | append: 'b' }}{% assign x = 1 %}{{ brand }}")]
    [InlineData("# heading ``` ~~~ > quote | table | <img src=x onerror=alert(1)> &lt;script&gt;")]
    [InlineData("1. item --- *** ___ === \\ \\\\ <!-- x --> ]]> <![CDATA[")]
    [InlineData("title: x --- description: y")]
    [InlineData("=cmd|' /C calc'!A0 ${jndi:ldap://x} Robert'); DROP TABLE leads;--")]
    [InlineData("<https://evil.example> https://evil.example/ www.evil.example")]
    [InlineData("\u202Egro.elpmaxe\u202C \uFEFF \u200B")]
    public async Task Generate_FromAHostileBrief_ShowsItAsItIs(string text)
    {
        var value = JsonSerializer.Serialize(text);
        foreach (var kind in Enum.GetValues<ContentKind>())
        {
            var result = await _host.DataAsync<ContentGeneration>(
                $$$"""{"operation":"generate","kind":"{{{JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())}}}","voice":"mill","remember":false,"languages":["en","de"],"brief":{"topic":{{{value}}},"title":{{{value}}},"audience":{{{value}}},"benefit":{{{value}}},"keyPoints":[{{{value}}}],"keyphrase":"x","callToAction":{{{value}}},"quote":{{{value}}},"quoteBy":{{{JsonSerializer.Serialize(text[..Math.Min(100, text.Length)])}}},"contact":{{{value}}}}}""");

            foreach (var piece in result.Pieces)
            {
                HtmlDanger.Find(piece.Html).Should().BeNull();
                piece.Html.Should().NotContain("evil.example\"");
                piece.Text.Should().Contain(text.Trim());
                piece.Title.Should().Be(text.Trim());
                piece.Report.Gates.Single(gate => gate.Gate == ContentGateNames.Markup).Verdict.Should().Be(ContentVerdict.Passed);
                piece.FrontMatter.Split('\n').Should().HaveCount(9);
            }
        }
    }

    [Theory]
    [InlineData("\"voice\":\"nobody\",\"brief\":{\"topic\":\"x\"}", ContentErrorCodes.VoiceUnknown)]
    [InlineData("\"brief\":{\"topic\":\"x\",\"link\":\"planner\"}", ContentErrorCodes.LinkUnknown)]
    [InlineData("\"voice\":\"mill\",\"brief\":{\"topic\":\"x\",\"link\":\"other\"}", ContentErrorCodes.LinkUnknown)]
    [InlineData("\"languages\":[\"fr\"],\"brief\":{\"topic\":\"x\"}", ContentErrorCodes.TemplateUnknown)]
    [InlineData("\"brief\":{\"topic\":\"\"}", BotErrorCodes.InvalidInput)]
    [InlineData("\"brief\":{\"topic\":\"a\\u0000b\"}", BotErrorCodes.InvalidInput)]
    [InlineData("\"brief\":{\"topic\":\"a\\nb\"}", BotErrorCodes.InvalidInput)]
    [InlineData("\"brief\":null", BotErrorCodes.InvalidInput)]
    [InlineData("\"brief\":{\"topic\":\"x\",\"keyPoints\":[null]}", BotErrorCodes.InvalidInput)]
    [InlineData("\"brief\":{\"topic\":\"x\"},\"languages\":[]", BotErrorCodes.InvalidInput)]
    [InlineData("\"brief\":{\"topic\":\"x\"},\"languages\":[\"en\",\"en\"]", BotErrorCodes.InvalidInput)]
    [InlineData("\"brief\":{\"topic\":\"x\"},\"languages\":[\"EN\"]", BotErrorCodes.InvalidInput)]
    [InlineData("\"brief\":{\"topic\":\"x\"},\"variants\":6", BotErrorCodes.InvalidInput)]
    [InlineData("\"brief\":{\"topic\":\"x\"},\"kind\":17", BotErrorCodes.InvalidInput)]
    public async Task Generate_OfWhatCannotBe_SaysWhy(string members, string code)
        => (await _host.CodeAsync($$"""{"operation":"generate",{{(members.Contains("\"kind\"") ? "" : "\"kind\":\"blogPost\",")}}{{members}}}""")).Should().Be(code);

    [Fact]
    public async Task Generate_InALanguageWithTemplatesOfOnesOwn_Works()
    {
        await using var host = new ContentHost(options => options.Templates["fr-social-copy"] = "title: {{ topic_start }}\n---\n{{ topic_start }} : simple et clair.");

        var piece = (await host.DataAsync<ContentGeneration>("""{"operation":"generate","kind":"socialCopy","languages":["fr"],"brief":{"topic":"été"}}""")).Pieces.Single();

        piece.Text.Should().Be("Été : simple et clair.");
        piece.Slug.Should().Be("ete");
    }

    [Fact]
    public void Starters_AreTenAndAreTemplates()
    {
        TemplateLibrary.StarterNames.Should().HaveCount(10);
        var library = TemplateLibrary.StarterNames;
        foreach (var (kind, language) in Starters().Select(row => row.Data))
        {
            library.Should().Contain(TemplateLibrary.NameOf(kind, language));
        }
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
