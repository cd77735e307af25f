using BotKit.Health;
using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Tests.Content;

public sealed class ContentBotTests(ITestOutputHelper output) : IAsyncDisposable
{
    private readonly ContentHost _host = new(options =>
    {
        options.Templates["offer"] = "# {{ name }}\n\n{% for item in items %}- {{ item.name }}: {{ item.price | round: 2 }}\n{% endfor %}\n{% include 'foot' %}";
        options.Templates["voiced"] = "{{ voice.brand }}: [plan]({{ voice.links.plan }}) {{ voice.hashtags | join: ' ' }}";
        options.Voices["mill"] = new ContentVoice { Brand = "Mill & Co" };
        options.Voices["mill"].Links["plan"] = "https://example.org/plan";
        options.Voices["mill"].Hashtags.Add("bread");
        options.Templates["dated"] = "{{ 'now' | date: 'yyyy-MM-dd' }}";
        options.Templates["foot"] = "Yours, *us*";
        options.Templates["slow"] = "{% for i in (1..40000) %}{% assign s = big | sort | reverse | join: ',' %}{% endfor %}";
        options.Templates["broken"] = "{{ 'x' | divided_by: 0 }}";
    });

    [Fact]
    public async Task Render_OfATemplate_GivesThreeForms()
    {
        var result = await _host.DataAsync<ContentRendering>("""{"operation":"render","template":"offer","data":{"name":"Bread & more *","items":[{"name":"Rye","price":3.456},{"name":"<b>Oats</b>","price":2}]}}""");

        result.Html.Should().Contain("<h1>Bread &amp; more *</h1>").And.Contain("<li>Rye: 3.46</li>").And.Contain("&lt;b&gt;Oats").And.Contain("<em>us</em>");
        result.Text.Should().StartWith("Bread & more *").And.EndWith("Yours, us");
    }

    [Fact]
    public async Task Render_WithAVoice_HasItsValues()
        => (await _host.DataAsync<ContentRendering>("""{"operation":"render","template":"voiced","voice":"mill"}""")).Html.Should().Be(
            "<p>Mill &amp; Co: <a href=\"https://example.org/plan\">plan</a> #bread</p>\n");

    [Fact]
    public async Task Render_OfNow_TakesTheClockOfTheHost()
        => (await _host.DataAsync<ContentRendering>("""{"operation":"render","template":"dated"}""")).Markdown.Should().Be("2026-11-23");

    [Fact]
    public async Task Render_InADryRun_GivesTheSame()
        => (await _host.DataAsync<ContentRendering>("""{"operation":"render","template":"foot"}""", isDryRun: true)).Markdown.Should().Be("Yours, *us*");

    [Theory]
    [InlineData("\"template\":\"none\"", ContentErrorCodes.TemplateUnknown)]
    [InlineData("\"template\":\"../../etc/passwd\"", BotErrorCodes.InvalidInput)]
    [InlineData("\"template\":\"broken\"", ContentErrorCodes.TemplateInvalid)]
    [InlineData("\"template\":\"foot\",\"data\":{\"a\":[[[[[[[[[[[1]]]]]]]]]]]}", BotErrorCodes.InvalidInput)]
    [InlineData("\"template\":\"foot\",\"source\":\"{{ x }}\"", BotErrorCodes.InvalidInput)]
    public async Task Render_OfWhatCannotBe_SaysWhy(string members, string code)
        => (await _host.CodeAsync($$"""{"operation":"render",{{members}}}""")).Should().Be(code);

    [Theory]
    [InlineData("{\"botkit\":1,\"file_system\":\"x\",\"items\":\"x\",\"name\":{\"a\":1}}")]
    [InlineData("{\"name\":\"{{ items }}{% include 'offer' %}\",\"items\":[null,true,1e300,-1e300,{}]}")]
    [InlineData("{\"name\":99999999999999999999999999999999,\"items\":{\"name\":\"x\"}}")]
    public async Task Render_OfHostileData_EndsInAResultOrAWarning(string data)
    {
        var result = await _host.RunAsync($$"""{"operation":"render","template":"offer","data":{{data}}}""");

        (result.Status == BotStatus.Succeeded || result.Error!.Severity == BotSeverity.Warning).Should().BeTrue($"{result.Error}");
    }

    [Fact]
    public async Task Run_ThatIsCanceled_IsAnsweredAtOnce()
    {
        var big = string.Join(',', Enumerable.Range(0, 20_000));
        var wait = TimeSpan.FromMilliseconds(100);
        var start = TimeProvider.System.GetTimestamp();
        using var cancel = new CancellationTokenSource(wait, TimeProvider.System);

        var result = await _host.RunAsync($$$"""{"operation":"render","template":"slow","data":{"big":[{{{big}}}]}}""", cancellationToken: cancel.Token);

        var elapsed = TimeProvider.System.GetElapsedTime(start) - wait;
        output.WriteLine($"answered {elapsed.TotalMilliseconds:F0} ms after the cancel");
        result.Status.Should().Be(BotStatus.Canceled);
        elapsed.Should().BeLessThan(TimeSpan.FromSeconds(1), "100 ms on a machine of its own");
    }

    [Fact]
    public async Task Run_InADryRun_KeepsNothing()
    {
        await _host.DataAsync<ContentGeneration>("""{"operation":"generate","kind":"blogPost","brief":{"topic":"bread"}}""", isDryRun: true);

        (await _host.Services.GetRequiredService<IBotDataStore>().ListKeysAsync("content", "", null, 10, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Memory_HoldsNothingOfAText()
    {
        await _host.DataAsync<ContentGeneration>("""{"operation":"generate","kind":"pressNote","brief":{"topic":"bread","contact":"Zebulon Quartermain, 555 0100"}}""");

        var kept = await _host.Services.GetRequiredService<IBotDataStore>().ReadAsync("content", "pieces/en", default);
        System.Text.Encoding.UTF8.GetString(kept!.Content.Span).Should().Contain("read").And.NotContainAny("Zebulon", "555");
    }

    [Fact]
    public async Task Memory_KeepsAtMostSoManyPieces()
    {
        await using var host = new ContentHost(options => options.RememberPieces = 3);
        for (var seed = 1; seed <= 5; seed++)
        {
            await host.DataAsync<ContentGeneration>($$$"""{"operation":"generate","kind":"newsletter","seed":{{{seed}}},"brief":{"topic":"bread {{{seed}}}"}}""");
        }

        var kept = await host.Services.GetRequiredService<IBotDataStore>().ReadAsync("content", "pieces/en", default);
        System.Text.Json.JsonDocument.Parse(kept!.Content).RootElement.GetArrayLength().Should().Be(3);
    }

    [Fact]
    public async Task Engine_OfOnesOwn_IsUsedAndItsDraftMadeSafe()
    {
        await using var host = new ContentHost(services: services => services.AddSingleton<IContentGenerator, HostileEngine>());

        var piece = (await host.DataAsync<ContentGeneration>("""{"operation":"generate","kind":"blogPost","brief":{"topic":"bread"}}""")).Pieces.Single();

        piece.Engine.Should().Be("hostile");
        HtmlDanger.Find(piece.Html).Should().BeNull();
        piece.Report.Gates.Single(gate => gate.Gate == ContentGateNames.Markup).Verdict.Should().Be(ContentVerdict.Failed);
        piece.FrontMatter.Should().Contain("title: \"a b\"");
    }

    [Fact]
    public async Task Check_OfAHostThatWorks_IsHealthy()
        => (await _host.Services.GetRequiredService<IBotHealth>().CheckAsync()).Bots["content"].Status.Should().Be(BotHealthStatus.Healthy);

    [Fact]
    public void Schema_ListsTheOperations()
        => _host.Manager.Find("content")!.InputSchema!.Value.GetRawText().Should().ContainAll("\"generate\"", "\"check\"", "\"render\"", "\"calendar\"");

    [Fact]
    public async Task Options_ThatAreWrong_AreRefusedWithAllErrors()
    {
        await using var host = new ContentHost(options =>
        {
            options.Templates["Bad Name"] = "{% if %}";
            options.Voices["mill"] = new ContentVoice();
            options.Voices["mill"].Links["x"] = "javascript:alert(1)";
            options.Voices["mill"].Hashtags.Add("no blanks");
            options.Gates.MinMetaDescription = 200;
            options.RememberPieces = -1;
            options.Limits.MaxSteps = 1;
        });

        var act = () => host.Services.GetRequiredService<IOptions<ContentOptions>>().Value;

        var failures = string.Join('\n', act.Should().Throw<OptionsValidationException>().Which.Failures);
        failures.Should().ContainAll("Bad Name", "is no template", "http or https", "Hashtags", "200", "RememberPieces", "MaxSteps");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private sealed class HostileEngine : IContentGenerator
    {
        public string Name => "hostile";

        public (long Tokens, decimal Cost) Estimate(ContentOrder order) => (0, 0);

        public ValueTask<ContentDraft> GenerateAsync(ContentOrder order, CancellationToken cancellationToken)
            => ValueTask.FromResult(new ContentDraft { Title = "a\nb", MetaDescription = "c\0d", Markdown = "<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>" });
    }
}
