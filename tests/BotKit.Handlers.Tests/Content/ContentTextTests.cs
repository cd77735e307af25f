using System.Text;
using System.Text.Json;
using BotKit.Handlers.Content;

namespace BotKit.Handlers.Tests.Content;

/// <summary>Texts of all kinds: measures are numbers or nothing, and all of it ends.</summary>
public sealed class ContentTextTests(ITestOutputHelper output) : IAsyncDisposable
{
    private readonly ContentHost _host = new(options =>
    {
        var voice = options.Voices["mill"] = new ContentVoice();
        voice.BannedWords.Add("cheap");
        voice.BannedWords.Add("für lau");
        voice.BannedClaims.Add("guaranteed results");
        voice.Terms.Add("BreadKit");
    });

    public static TheoryData<string, int> Texts() => new()
    {
        { "a", 1 }, { ".", 1 }, { "!?.", 10_000 }, { "a ", 8_000 }, { "a. ", 11_000 }, { "word", 10_000 }, { "\u00AD", 100 }, { "\u200B", 100 }, { "# ", 1 }, { "1", 30_000 }, { "1,5 ", 7_000 },
        { "\U0001F600", 1 }, { "\U0001F600 ", 10_000 }, { "\U0001F468\u200D\U0001F469\u200D\U0001F467 ", 1666 }, { "\u4F60\u597D\uFF0C\u4E16\u754C\u3002", 6_000 }, { "\u0645\u0631\u062D\u0628\u0627 \u0628\u0643. ", 2666 },
        { "\u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35", 6_000 }, { "\u0928\u092E\u0938\u094D\u0924\u0947\u0964 ", 6_000 }, { "\u041F\u0440\u0438\u0432\u0435\u0442, \u043C\u0438\u0440! ", 2333 }, { "e\u0301", 15_000 }, { "\u0301", 30_000 },
        { "&#xD800;", 1 }, { "&#xD83D;&#xDE00; word &#xDFFF; ", 1000 }, { "&#0;&#x10FFFF; ", 1666 }, { "it's 'tis o'clock l'\u00E9t\u00E9 ", 1000 }, { "a-b-c-d/e/f\u2014g ", 2333 }, { "Mr. Dr. e.g. i.e. U.S.A. ", 1333 },
        { "```\ncode\n```\n\n", 2333 }, { "| a | b |\n", 3000 }, { "\\", 30_000 }, { "&amp;", 18_000 }, { "<!-- x -->\n\n", 2666 }, { "\u2028", 333 }, { "\u00A0x", 10_000 }, { "''''' ", 6_000 }, { "aeiouy", 8_000 }, { "\u00DF\u1E9E\u0130\u0131 ", 10_000 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Check_OfAnyText_GivesNumbersOrNothing(string part, int times)
    {
        foreach (var language in new[] { "en", "de", "zz" })
        {
            var start = TimeProvider.System.GetTimestamp();

            var result = await _host.RunAsync(
                $$"""{"operation":"check","voice":"mill","language":"{{language}}","keyphrase":"a","title":{{JsonSerializer.Serialize(part.Trim().Length == 0 ? "x" : part.Trim().Replace("\n", " ").Replace("\u2028", " x "))}},"text":{{JsonSerializer.Serialize(string.Concat(Enumerable.Repeat(part, times)))}}}""");

            if (result.Error is not null)
            {
                result.Error.Severity.Should().Be(BotSeverity.Warning, result.Error.ToString());
                continue;
            }

            // NaN and infinity cannot be written as JSON.
            var elapsed = TimeProvider.System.GetElapsedTime(start);
            var readability = ((ContentCheck)result.Data!).Report.Readability;
            output.WriteLine($"{language}: {elapsed.TotalMilliseconds:F0} ms, {readability.Sentences} sentences, {readability.Words} words, {readability.Syllables} syllables, ease {readability.FleschReadingEase:F1}");
            _host.ToJson(result).GetProperty("report").GetProperty("gates").GetArrayLength().Should().Be(15);
            elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
            (readability.Words == 0 || readability.Sentences > 0).Should().BeTrue();
        }
    }

    [Theory]
    [InlineData("\u0928\u092E\u0938\u094D\u0924\u0947 \u0926\u0941\u0928\u093F\u092F\u093E \u0939\u0948\u0964 \u092F\u0939 \u090F\u0915 \u092A\u093E\u0920\u0964")]
    [InlineData("\u0647\u0644 \u0647\u0630\u0627 \u062C\u064A\u062F\u061F \u0647\u0630\u0627 \u062C\u064A\u062F \u062C\u062F\u0627.")]
    public void Sentences_OfOtherScripts_EndWithTheirMarks(string text) => ReadabilityMeter.Measure(text, "hi").Sentences.Should().Be(2);

    [Theory]
    [InlineData("It is \u0441he\u0430p.", "Cyrillic")]
    [InlineData("It is \u0421\u041D\u0415\u0410\u0420.", "Cyrillic capitals")]
    [InlineData("It is che\u03B1\u03C1.", "Greek")]
    [InlineData("It is c\u0336h\u0336e\u0336a\u0336p\u0336.", "struck through")]
    [InlineData("It is c\u00ADh\u2060e\u200Da\uFEFFp.", "signs that do not show")]
    [InlineData("It is \U0001D41C\U0001D421\U0001D41E\U0001D41A\U0001D429.", "mathematical letters")]
    [InlineData("It is \u24D2\u24D7\u24D4\u24D0\u24DF.", "circled letters")]
    [InlineData("It is ch&#101;ap.", "an entity")]
    [InlineData("It is c**hea**p.", "marked letters")]
    [InlineData("It is ![cheap](a.png).", "for an image")]
    [InlineData("It is [this](/a \"cheap\").", "a hint")]
    [InlineData("It is [this](/a 'so\nCHEAP').", "a hint on two lines")]
    [InlineData("Das gibt es f\u00FCr lau.", "a phrase")]
    [InlineData("Das gibt es fu\u0308r\u00A0lau.", "a phrase in two forms")]
    public async Task BannedWords_InDisguise_AreFound(string text, string how)
    {
        var report = ((ContentCheck)(await _host.RunAsync($$"""{"operation":"check","voice":"mill","text":{{JsonSerializer.Serialize(text)}}}""")).Data!).Report;

        report.Gates.Single(gate => gate.Gate == ContentGateNames.BannedWords).Verdict.Should().Be(ContentVerdict.Failed, how);
    }

    [Theory]
    [InlineData("Das war fur lau, und er sah cheaply aus.")]
    [InlineData("\u0427\u0435\u0430\u043F")]
    public async Task BannedWords_ThatAreNotThere_AreNotFound(string text)
        => ((ContentCheck)(await _host.RunAsync($$"""{"operation":"check","voice":"mill","text":{{JsonSerializer.Serialize(text)}}}""")).Data!)
            .Report.Gates.Single(gate => gate.Gate == ContentGateNames.BannedWords).Verdict.Should().Be(ContentVerdict.Passed);

    [Fact]
    public async Task Generate_OfATopicOfSigns_GivesWholeTexts()
    {
        foreach (var topic in new[] { string.Concat(Enumerable.Repeat("\U0001F600", 100)), "\u2028\u2029x", new string('W', 200), "\u0130\u00DF", "...", "'" })
        {
            var result = await _host.RunAsync($$$"""{"operation":"generate","kind":"blogPost","remember":false,"languages":["en","de"],"brief":{"topic":{{{JsonSerializer.Serialize(topic)}}}}}""");

            result.Error.Should().BeNull();
            foreach (var piece in ((ContentGeneration)result.Data!).Pieces)
            {
                Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(piece.MetaDescription + piece.Title + piece.Markdown)).Should().NotContain("\uFFFD");
                piece.Slug.Should().NotBeEmpty();
            }
        }
    }

    [Fact]
    public async Task Calendar_OfAYear_HoldsThousands()
    {
        var channels = string.Join(',', Enumerable.Repeat("{\"kind\":\"socialCopy\",\"perWeek\":7}", 20));
        var start = TimeProvider.System.GetTimestamp();

        var plan = await _host.DataAsync<ContentCalendar>($$"""{"operation":"calendar","from":"2028-01-01","to":"2028-12-31","topics":["a","b","c"],"channels":[{{channels}}],"except":["2028-02-29","2028-03-26","1999-01-01","9999-12-31"]}""");

        output.WriteLine($"{plan.Entries.Count} pieces in {TimeProvider.System.GetElapsedTime(start).TotalMilliseconds:F0} ms");
        plan.Entries.Should().HaveCount((366 - 2) * 20);
        plan.LeftOut.Should().Be(2 * 20);
        plan.Entries.Select(entry => entry.Date).Should().NotContain(new DateOnly(2028, 2, 29));
        plan.Entries.Should().OnlyContain(entry => entry.Draft == entry.Date.AddDays(-3));
        TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Memory_OfTheMostAndLongest_FitsIntoTheStore()
    {
        var pieces = Enumerable.Range(0, 5000).Select(number => new KeptPiece(Guid.NewGuid(), 5, new string('\u65E5', 200), DateTimeOffset.MaxValue, MinHash.ToBytes(MinHash.Of($"{number} a b c")))).ToList();

        JsonSerializer.SerializeToUtf8Bytes(pieces, ContentStoreJson.Default.ListKeptPiece).Length.Should().BeLessThan(16 << 20);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
