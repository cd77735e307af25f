using BotKit.Handlers.Tests.Analytics;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BotKit.SampleHost.Tests.Reports;

/// <summary>Reports of the analytics bot as people see them.</summary>
public sealed class ReportPageTests(ITestOutputHelper output) : IDisposable
{
    private const string Sales = """{"name":"sales","label":"Sales","unit":"EUR","decimals":0,"measure":{"sum":{"multiply":[{"column":"quantity"},{"column":"price"}]}}}""";
    private const string Orders = """{"name":"orders","label":"Orders","unit":"orders","measure":{"countDistinct":"order"}}""";

    private const string Everything = $$"""
        [{"operation":"kpis","title":"At a glance","kpis":[{{Sales}},{{Orders}}],"grain":"month","dimension":"country"},
         {"operation":"comparison","kpis":[{{Sales}},{{Orders}}],"period":{"last":1,"grain":"month"},"dimension":"product","top":8},
         {"operation":"pareto","kpi":{{Sales}},"dimension":"product","top":12},
         {"operation":"cohorts","who":"customer","steps":12},
         {"operation":"trend","kpi":{{Sales}},"grain":"day"},
         {"operation":"anomalies","kpi":{{Orders}},"grain":"day"},
         {"operation":"forecast","kpi":{{Sales}},"grain":"day","horizon":28}]
        """;

    private static readonly (int Width, ColorScheme Scheme)[] Screens =
        [(360, ColorScheme.Light), (360, ColorScheme.Dark), (1280, ColorScheme.Light), (1280, ColorScheme.Dark)];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Report_OnEveryScreen_HasNoOverflowNoTextOutsideAndNoViolation()
    {
        await using var desk = new ReportDesk(_folder.Path);

        await LookAsync(await desk.WriteAsync(ShopRows.Csv(200), Everything), charts: 9, Screens);
    }

    [Fact]
    public async Task Report_OfLongAndHostileTextsOnANarrowScreen_HasNoOverflowNoTextOutsideAndNoViolation()
    {
        await using var desk = new ReportDesk(_folder.Path);
        var word = new string('W', 300);
        var rows = $"at,who,amount\n2026-01-01,{word},123456789012345\n2026-01-02,\"<img src=x onerror=alert(1)>\",-5\n2026-02-01,\"Two\nlines \u202Eand more\",1e12\n2026-02-02,,.000001\n";
        var figure = $$"""{"name":"n","label":"{{new string('W', 100)}}","unit":"{{new string('M', 20)}}","measure":{"sum":{"column":"amount"} } }""";

        await LookAsync(
            await desk.WriteAsync(rows, $$"""
                [{"operation":"kpis","title":"{{new string('W', 200)}}","kpis":[{{figure}}],"grain":"day","dimension":"who"},
                 {"operation":"comparison","kpis":[{{figure}}],"period":{"last":1,"grain":"month"},"dimension":"who"},
                 {"operation":"pareto","kpi":{{figure}},"dimension":"who"},
                 {"operation":"cohorts","who":"who"}]
                """),
            charts: 4,
            Screens[..2]);
    }

    public void Dispose() => _folder.Dispose();

    private async Task LookAsync(string address, int charts, (int Width, ColorScheme Scheme)[] screens)
    {
        var chromium = Requirement.Program("chromium", "chromium");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await BrowserTests.LaunchAsync(playwright, chromium);
        foreach (var (width, scheme) in screens)
        {
            // Its own policy allows no script, not even the one that checks it.
            await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = scheme, BypassCSP = true });
            var page = await context.NewPageAsync();
            var problems = new List<string>();
            page.Console += (_, message) => problems.Add(message.Text);
            page.PageError += (_, error) => problems.Add(error);
            page.Request += (_, request) => problems.AddRange(request.Url == address ? [] : [request.Url]);
            await page.GotoAsync(address);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");

            var screen = $"{width} px, {scheme}";
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width, screen);
            (await page.Locator("figure svg:visible").CountAsync()).Should().Be(charts, screen);
            (await page.EvaluateAsync<string[]>(TextsOutside)).Should().BeEmpty(screen);
            (await page.EvaluateAsync<string[]>(ChartsWithoutTitles)).Should().BeEmpty(screen);
            var axe = await page.RunAxe();
            axe.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}").Should().BeEmpty(screen);
            problems.Should().BeEmpty(screen);
            output.WriteLine($"{screen}: {axe.Violations.Length} axe violations, {axe.Passes.Length} rules passed");
        }
    }

    /// <summary>Texts that leave their chart, and marks of the same scale that lie on each other.</summary>
    private const string TextsOutside = """
        () => [...document.querySelectorAll('figure svg')].filter(svg => svg.getClientRects().length).flatMap(svg => {
          const frame = svg.getBoundingClientRect();
          const texts = [...svg.querySelectorAll('text')].map(text => ({ name: text.textContent, box: text.getBoundingClientRect() }));
          const outside = texts.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
          const onEachOther = texts.filter(({ box }, at) => texts.slice(0, at).some(other =>
            box.left < other.box.right - 1 && other.box.left < box.right - 1 && box.top < other.box.bottom - 3 && other.box.top < box.bottom - 3));
          return [...outside.map(text => 'outside: ' + text.name), ...onEachOther.map(text => 'on another: ' + text.name)];
        })
        """;

    /// <summary>Each chart has two scales, each of which says what it shows.</summary>
    private const string ChartsWithoutTitles = """
        () => [...document.querySelectorAll('figure svg')].filter(svg => [...svg.querySelectorAll('text.axis')].filter(title => title.textContent.trim()).length < 2)
          .map(svg => svg.getAttribute('aria-label'))
        """;
}
