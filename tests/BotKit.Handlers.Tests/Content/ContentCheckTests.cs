using System.Text.Json;

namespace BotKit.Handlers.Tests.Content;

public sealed class ContentCheckTests : IAsyncDisposable
{
    private readonly ContentHost _host = new(options =>
    {
        var voice = options.Voices["mill"] = new ContentVoice();
        voice.BannedWords.Add("cheap");
        voice.BannedWords.Add("state of the art");
        voice.BannedClaims.Add("guaranteed results");
        voice.Terms.Add("BreadKit");
        options.Gates.BannedWords.Add("synergy");
    });

    [Theory]
    [InlineData(ContentGateNames.BannedWords, "It is CHEAP.", ContentVerdict.Failed)]
    [InlineData(ContentGateNames.BannedWords, "It is *ch*eap.", ContentVerdict.Failed)]
    [InlineData(ContentGateNames.BannedWords, "It is ch\u200Beap.", ContentVerdict.Failed)]
    [InlineData(ContentGateNames.BannedWords, "It is \uFF43\uFF48\uFF45\uFF41\uFF50.", ContentVerdict.Failed)]
    [InlineData(ContentGateNames.BannedWords, "It is state-of-the-art.", ContentVerdict.Failed)]
    [InlineData(ContentGateNames.BannedWords, "We like Synergy!", ContentVerdict.Failed)]
    [InlineData(ContentGateNames.BannedWords, "It is cheaper.", ContentVerdict.Passed)]
    [InlineData(ContentGateNames.BannedClaims, "Guaranteed results for all.", ContentVerdict.Failed)]
    [InlineData(ContentGateNames.BannedClaims, "Guaranteed and very fast results.", ContentVerdict.Failed)]
    [InlineData(ContentGateNames.BannedClaims, "Guaranteed is a word that is far away from results.", ContentVerdict.Passed)]
    [InlineData(ContentGateNames.BannedClaims, "Results are not guaranteed.", ContentVerdict.Passed)]
    [InlineData(ContentGateNames.BrandTerms, "We use BreadKit, and BreadKit's planner.", ContentVerdict.Passed)]
    [InlineData(ContentGateNames.BrandTerms, "We use Breadkit.", ContentVerdict.Warning)]
    [InlineData(ContentGateNames.BrandTerms, "We use Bread Kit.", ContentVerdict.Warning)]
    [InlineData(ContentGateNames.BrandTerms, "We use bread-kit daily.", ContentVerdict.Warning)]
    [InlineData(ContentGateNames.BrandTerms, "See https://example.org/breadkit for more.", ContentVerdict.Passed)]
    [InlineData(ContentGateNames.SeoImages, "![](a.png) text", ContentVerdict.Warning)]
    [InlineData(ContentGateNames.SeoImages, "![A loaf](a.png) text", ContentVerdict.Passed)]
    [InlineData(ContentGateNames.SeoLinks, "[here](https://example.org)", ContentVerdict.Warning)]
    [InlineData(ContentGateNames.SeoLinks, "[nowhere]()", ContentVerdict.Warning)]
    [InlineData(ContentGateNames.SeoLinks, "[The planner](https://example.org)", ContentVerdict.Passed)]
    [InlineData(ContentGateNames.SeoHeadings, "# One\n\n# Two\n\ntext", ContentVerdict.Warning)]
    [InlineData(ContentGateNames.SeoHeadings, "## One\n\n#### Two\n\ntext", ContentVerdict.Warning)]
    [InlineData(ContentGateNames.SeoHeadings, "## One\n\n### Two\n\ntext", ContentVerdict.Passed)]
    [InlineData(ContentGateNames.Length, "Too short.", ContentVerdict.Warning)]
    [InlineData(ContentGateNames.Length, "---", ContentVerdict.Failed)]
    [InlineData(ContentGateNames.Markup, "a <b>b</b>", ContentVerdict.Failed)]
    [InlineData(ContentGateNames.Markup, "[a](javascript:alert(1))", ContentVerdict.Failed)]
    [InlineData(ContentGateNames.Markup, "[a](JaVaScRiPt:alert(1))", ContentVerdict.Failed)]
    [InlineData(ContentGateNames.Markup, "`<b>` and [a](/b?c:d)", ContentVerdict.Passed)]
    [InlineData(ContentGateNames.Readability, "Institutional interoperability considerations necessitate comprehensive organizational transformation methodologies.", ContentVerdict.Warning)]
    [InlineData(ContentGateNames.Readability, "The cat sat on the mat. The dog ran to the park.", ContentVerdict.Passed)]
    [InlineData(ContentGateNames.NearDuplicate, "Nothing like it was there.", ContentVerdict.Passed)]
    public async Task Gate_OfAText_GivesItsVerdict(string gate, string text, ContentVerdict verdict)
    {
        var result = await CheckAsync(text, "\"voice\":\"mill\"");

        var said = result.Report.Gates.Single(one => one.Gate == gate);
        said.Verdict.Should().Be(verdict);
        said.Reasons.Any().Should().Be(verdict != ContentVerdict.Passed);
        result.Report.Passed.Should().Be(result.Report.Gates.All(one => one.Verdict != ContentVerdict.Failed));
    }

    [Theory]
    [InlineData("\"title\":\"Bread without waste\",\"keyphrase\":\"bread without waste\",\"metaDescription\":\"How to bake bread without waste.\"", null)]
    [InlineData("\"title\":\"Bread\",\"keyphrase\":\"bread without waste\"", "title")]
    [InlineData("\"title\":\"Bread without waste\",\"slug\":\"bread\",\"keyphrase\":\"bread without waste\"", "address")]
    [InlineData("\"title\":\"Rye without waste\",\"keyphrase\":\"rye without waste\"", "not in the text")]
    [InlineData("\"title\":\"Count\",\"keyphrase\":\"count\"", "times per 100 words")]
    public async Task Keyphrase_IsLookedForWhereSearchEnginesLook(string members, string? reason)
    {
        var text = "Bread without waste is simple. Count count count count count.\n\n## Bread without waste, step by step\n\n" + string.Concat(Enumerable.Repeat("Look at what is left and write it down each day. ", 10));

        var gate = (await CheckAsync(text, members)).Report.Gates.Single(one => one.Gate == ContentGateNames.SeoKeyphrase);

        if (reason is null)
        {
            gate.Verdict.Should().Be(ContentVerdict.Passed);
        }
        else
        {
            string.Join(' ', gate.Reasons).Should().Contain(reason);
        }
    }

    [Theory]
    [InlineData(ContentGateNames.SeoTitle, "\"title\":\"A title that says it\"", ContentVerdict.Passed)]
    [InlineData(ContentGateNames.SeoTitle, "\"kind\":\"blogPost\"", ContentVerdict.Failed)]
    [InlineData(ContentGateNames.SeoTitle, "\"kind\":\"socialCopy\"", ContentVerdict.Skipped)]
    [InlineData(ContentGateNames.SeoTitle, "\"title\":\"A title that goes on and on, so that no search engine will show all of it\"", ContentVerdict.Warning)]
    [InlineData(ContentGateNames.SeoMetaDescription, "\"metaDescription\":\"Short.\"", ContentVerdict.Warning)]
    [InlineData(ContentGateNames.SeoMetaDescription, "\"title\":\"x\"", ContentVerdict.Warning)]
    [InlineData(ContentGateNames.SeoMetaDescription, "\"metaDescription\":\"A description of a length that search engines show whole, with all that matters.\"", ContentVerdict.Passed)]
    [InlineData(ContentGateNames.SeoSlug, "\"slug\":\"Not Good\"", ContentVerdict.Warning)]
    [InlineData(ContentGateNames.SeoSlug, "\"slug\":\"quite-good\"", ContentVerdict.Passed)]
    public async Task Gate_OfMembers_GivesItsVerdict(string gate, string members, ContentVerdict verdict)
        => (await CheckAsync("Some text.", members)).Report.Gates.Single(one => one.Gate == gate).Verdict.Should().Be(verdict);

    [Fact]
    public async Task Report_TellsTheTimeAndTheCounts()
    {
        var result = await CheckAsync(string.Concat(Enumerable.Repeat("One two three four. ", 119)), "\"title\":\"x\"");

        result.Report.ReadingSeconds.Should().Be(120);
        result.Report.Readability.Should().Match<ContentReadability>(one => one.Words == 476 && one.Sentences == 119 && one.Syllables == 476);
    }

    [Fact]
    public async Task Readability_OfGerman_HasItsOwnFormula()
    {
        var report = (await CheckAsync("Alle meine Entchen schwimmen auf dem See.", "\"language\":\"de\"")).Report.Readability;

        // Amstad: 180 - 7 words - 58.5 * 11 syllables / 7 words.
        report.FleschReadingEase.Should().BeApproximately(180 - 7 - (58.5 * 11 / 7), .001);
        report.FleschKincaidGrade.Should().BeNull();
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"a\\u0000b\"")]
    [InlineData("null")]
    public async Task Check_OfNoText_IsRefused(string text)
        => (await _host.CodeAsync($$"""{"operation":"check","text":{{text}}}""")).Should().Be(BotErrorCodes.InvalidInput);

    [Theory]
    [InlineData("<b>", 20_000)]
    [InlineData("<b></x>", 14_000)]
    [InlineData("<b><!--</b>-->", 7_000)]
    [InlineData("<b title=\"</b>\">", 6_000)]
    [InlineData("<div>", 19_000)]
    [InlineData("> ", 40_000)]
    [InlineData("[", 90_000)]
    [InlineData("![](", 20_000)]
    [InlineData("*a **a ", 12_000)]
    [InlineData("`", 90_000)]
    [InlineData("- ", 40_000)]
    [InlineData("<!--", 20_000)]
    [InlineData("a.", 45_000)]
    [InlineData("'", 90_000)]
    [InlineData("<a href=\"x\" ", 8_000)]
    [InlineData("&#x0;\uD800", 10_000)]
    public async Task Check_OfAHostileText_EndsSoon(string part, int times)
    {
        var start = TimeProvider.System.GetTimestamp();

        var result = await _host.RunAsync($$"""{"operation":"check","text":{{JsonSerializer.Serialize(string.Concat(Enumerable.Repeat(part, times)))}}}""");

        (result.Status == BotStatus.Succeeded || result.Error!.Severity == BotSeverity.Warning).Should().BeTrue($"{result.Error}");
        TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(10));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private Task<ContentCheck> CheckAsync(string text, string members)
        => _host.DataAsync<ContentCheck>($$"""{"operation":"check","text":{{JsonSerializer.Serialize(text)}},{{members}}}""");
}
