using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using BotKit.Notifications;

namespace BotKit.Handlers.Tests.Analytics;

public sealed class ReportTests(ITestOutputHelper output)
{
    private const string Sales = """{"name":"sales","label":"Sales","unit":"EUR","decimals":0,"measure":{"sum":{"multiply":[{"column":"quantity"},{"column":"price"}]}}}""";
    private const string Orders = """{"name":"orders","label":"Orders","unit":"orders","measure":{"countDistinct":"order"}}""";
    private const string Basket = """{"name":"basket","label":"Average order","unit":"EUR","measure":{"ratio":{"of":{"sum":{"multiply":[{"column":"quantity"},{"column":"price"}]}},"by":{"countDistinct":"order"}}}}""";

    private const string Parts = $$"""
        [{"operation":"kpis","title":"At a glance","kpis":[{{Sales}},{{Orders}},{{Basket}}],"grain":"month"},
         {"operation":"kpis","kpis":[{{Sales}},{{Orders}}],"dimension":"country"},
         {"operation":"comparison","kpis":[{{Sales}},{{Orders}},{{Basket}}],"period":{"last":1,"grain":"month"},"dimension":"product","top":8},
         {"operation":"pareto","kpi":{{Sales}},"dimension":"product"},
         {"operation":"cohorts","who":"customer","steps":8},
         {"operation":"trend","kpi":{{Sales}},"grain":"day"},
         {"operation":"anomalies","kpi":{{Orders}},"grain":"day"},
         {"operation":"anomalies","kpi":{{Sales}},"grain":"day"},
         {"operation":"forecast","kpi":{{Sales}},"grain":"day","horizon":28},
         {"operation":"forecast","kpi":{{Orders}},"grain":"week","horizon":8}]
        """;

    [Fact]
    public async Task Report_Of12Charts_TakesAtMost2Seconds()
    {
        await using var world = new AnalyticsWorld();
        var source = world.Csv(ShopRows.Csv(400));
        await world.ResultAsync<AnalyticsReport>(Json(source, Parts));

        var report = default(AnalyticsReport)!;
        var elapsed = await ThroughputBarsTests.BestAsync(TimeSpan.FromSeconds(2), async () =>
        {
            var start = Stopwatch.GetTimestamp();
            report = await world.ResultAsync<AnalyticsReport>(Json(source, Parts));
            return Stopwatch.GetElapsedTime(start);
        });

        var html = world.Files.ReadText(report.Files.Single(static file => file.Format == ReportFormat.Html).File);
        var charts = Regex.Count(html, "<figure>");
        output.WriteLine($"A report of {charts} charts from {report.Read!.Rows} rows, with its data read, as JSON, Markdown and HTML: {elapsed.TotalSeconds:0.00} s; bar 2 s; HTML {html.Length / 1024} KB");
        charts.Should().Be(12);
        report.Gaps.Should().BeEmpty();
        elapsed.Should().BeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Html_StandsAlone_RunsNothingAndTitlesEveryAxis()
    {
        await using var world = new AnalyticsWorld();

        var report = await world.ResultAsync<AnalyticsReport>(Json(world.Csv(ShopRows.Csv(200)), Parts));

        var html = world.Files.ReadText(report.Files.Single(static file => file.Format == ReportFormat.Html).File);
        html.Should().NotContainAny("<script", "javascript:", " src=", "<link", "@import", "url(", " style=", " onload", "<iframe");
        html.Should().Contain("default-src 'none'");
        Regex.Matches(html, "<svg viewBox=\"0 0 \\d+ \\d+\" role=\"img\".*?</svg>", RegexOptions.Singleline).Should().HaveCount(24)
            .And.OnlyContain(static chart => chart.Value.Contains("class=\"axis\"") && chart.Value.Contains("aria-label=\""));
        html.Should().Contain(">Sales (EUR)<").And.Contain(">Time (days)<").And.Contain(">Cumulative (%)<");
    }

    [Fact]
    public async Task Report_WithHostileValues_ShowsThemAsText()
    {
        await using var world = new AnalyticsWorld();
        var evil = "<script>alert(1)</script>|`# \u202E[x](javascript:y) =HYPERLINK(1)";
        var source = world.Csv($"at,name,n\n2026-01-01,\"{evil}\",1\n2026-01-02,\"{evil}\",2\n");

        var report = await world.ResultAsync<AnalyticsReport>(Json(
            source, """[{"operation":"kpis","title":"<b>bold</b>","dimension":"name","kpis":[{"name":"n","unit":"<i>","measure":{"sum":{"column":"n"}}}]}]"""));

        var html = world.Files.ReadText(report.Files.Single(static file => file.Format == ReportFormat.Html).File);
        html.Should().NotContainAny("<script", "<b>bold", "<i>", "\u202E").And.Contain("&lt;script&gt;");
        var markdown = world.Files.ReadText(report.Files.Single(static file => file.Format == ReportFormat.Markdown).File);
        markdown.Should().NotContainAny("<script>", "](javascript", "\u202E").And.Contain("\\<script\\>").And.Contain("\\|\\`\\#");
    }

    [Fact]
    public async Task Report_WhosePartCannotBeComputed_SaysSoAndHasTheOthers()
    {
        await using var world = new AnalyticsWorld();
        var source = world.Csv("at,n\n2026-01-01,1\n2026-01-02,2\n");

        var report = await world.ResultAsync<AnalyticsReport>(Json(source, """
            [{"operation":"forecast","kpi":{"name":"n","measure":{"sum":{"column":"n"}}},"grain":"day","horizon":5},
             {"operation":"comparison","kpis":[{"name":"n","measure":{"sum":{"column":"n"}}}]},
             {"operation":"kpis","kpis":[{"name":"n","measure":{"sum":{"column":"n"}}}]}]
            """));

        report.Gaps.Select(static gap => (gap.Part, gap.Code)).Should().Equal((1, AnalyticsErrorCodes.SeriesTooShort), (2, AnalyticsErrorCodes.TimeMissing));
        report.Files.Should().HaveCount(3);
    }

    [Fact]
    public async Task Report_OnRowsThatAreFewOrNone_IsWritten()
    {
        await using var world = new AnalyticsWorld();
        var one = """[{"operation":"kpis","grain":"day","dimension":"name","kpis":[{"name":"n","measure":{"sum":{"column":"n"}}}]},{"operation":"cohorts","who":"name"},{"operation":"pareto","dimension":"name","kpi":{"name":"n","measure":{"sum":{"column":"n"}}}}]""";

        (await world.ResultAsync<AnalyticsReport>(Json(world.Csv("at,name,n\n"), one))).Gaps.Should().BeEmpty();
        (await world.ResultAsync<AnalyticsReport>(Json(world.Csv("at,name,n\n2026-01-01,a,0\n"), one))).Gaps.Should().BeEmpty();
        (await world.ResultAsync<AnalyticsReport>(Json(world.Csv("at,name,n\n2026-01-01,a,1e300\n2026-01-01,b,-1e300\n"), one))).Gaps.Should().BeEmpty();
    }

    [Fact]
    public async Task Report_AsJson_HoldsAllFigures()
    {
        await using var world = new AnalyticsWorld();

        var report = await world.ResultAsync<AnalyticsReport>(Json(world.Csv(ShopRows.Csv(60)), Parts));

        var json = JsonDocument.Parse(world.Files.ReadBytes(report.Files.Single(static file => file.Format == ReportFormat.Json).File)).RootElement;
        json.GetProperty("parts").EnumerateArray().Select(static part => part.GetProperty("result").GetProperty("operation").GetString())
            .Should().Equal("kpis", "kpis", "comparison", "pareto", "cohorts", "trend", "anomalies", "anomalies", "forecast", "forecast");
    }

    [Fact]
    public async Task Report_Twice_IsTheSame()
    {
        await using var world = new AnalyticsWorld();
        var source = world.Csv(ShopRows.Csv(90));

        var one = await world.ResultAsync<AnalyticsReport>(Json(source, Parts));
        var other = await world.ResultAsync<AnalyticsReport>(Json(source, Parts));

        one.Files.Zip(other.Files).Should().OnlyContain(pair => world.Files.ReadText(pair.First.File) == world.Files.ReadText(pair.Second.File));
    }

    [Fact]
    public async Task Report_ForRecipients_IsSentWithItsFiles()
    {
        await using var world = new AnalyticsWorld(Mailed());

        var report = await world.ResultAsync<AnalyticsReport>("""{"operation":"report","report":"weekly"}""");

        report.EmailedTo.Should().Equal("team");
        var message = world.Mail.Sent.Should().ContainSingle().Subject;
        message.Bcc.Should().Equal("team@example.com");
        message.Subject.Should().Be("Weekly");
        message.Attachments.Select(static file => file.Name).Should().Equal("weekly-2026-03-15.html");
    }

    [Fact]
    public async Task Report_ThatCannotBeSent_IsSavedAndFails()
    {
        await using var world = new AnalyticsWorld(Mailed());
        world.Mail.Failure = new EmailException("The server is away.");

        var result = await world.RunAsync("""{"operation":"report","report":"weekly"}""");

        result.Error!.Code.Should().Be(AnalyticsErrorCodes.ReportNotSent);
        world.Files.Files.Should().ContainSingle(static file => file.ContentType == "text/html");
    }

    [Fact]
    public async Task DryRun_OfAReport_SaysWhatItWouldWriteAndSend()
    {
        await using var world = new AnalyticsWorld(Mailed());

        var plan = (AnalyticsPlan)(await world.RunAsync("""{"operation":"report","report":"weekly"}""", dryRun: true)).Data!;

        plan.Formats.Should().Equal(ReportFormat.Html);
        plan.EmailTo.Should().Equal("team");
        world.Files.Files.Should().BeEmpty();
        world.Mail.Sent.Should().BeEmpty();
    }

    /// <summary>Writes the report to look at into the folder for temporary files.</summary>
    [Fact(Explicit = true)]
    [Trait("Run", "ByHand")]
    public async Task Report_ToLookAt_IsWritten()
    {
        await using var world = new AnalyticsWorld();
        var report = await world.ResultAsync<AnalyticsReport>(Json(world.Csv(ShopRows.Csv(400)), Parts));

        foreach (var file in report.Files)
        {
            var path = Path.Combine(Path.GetTempPath(), "botkit-report" + Path.GetExtension(file.Name));
            await File.WriteAllBytesAsync(path, world.Files.ReadBytes(file.File));
            output.WriteLine(path);
        }

        report.Files.Should().HaveCount(3);
    }

    private static Dictionary<string, string?> Mailed() => new()
    {
        ["Recipients:team"] = "team@example.com",
        ["Reports:weekly:Title"] = "Weekly",
        ["Reports:weekly:Source:Ledger"] = "minutes",
        ["Reports:weekly:Period:Last"] = "7",
        ["Reports:weekly:Formats:0"] = "html",
        ["Reports:weekly:EmailTo:0"] = "team",
        ["Reports:weekly:Parts:0:Operation"] = "kpis",
        ["Reports:weekly:Parts:0:Dimension"] = "bot",
        ["Reports:weekly:Parts:0:Kpis:0:Name"] = "runs",
        ["Reports:weekly:Parts:0:Kpis:0:Measure:Sum:Column"] = "runs",
    };

    private static string Json(string source, string parts)
        => $$"""{"operation":"report","definition":{"title":"How the shop is doing","source":{{source}},"parts":{{parts}} } }""";
}
