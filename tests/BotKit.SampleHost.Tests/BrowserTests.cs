using Microsoft.Playwright;

namespace BotKit.SampleHost.Tests;

public sealed class BrowserTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LoginLink_InABrowser_ShowsTheBotsAndLeavesNoCodeInTheAddress()
    {
        var chromium = Requirement.Program("chromium", "chromium");
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright, chromium);
        var page = await browser.NewPageAsync();
        var problems = new List<string>();
        page.PageError += (_, error) => problems.Add(error);

        await page.GotoAsync(host.LoginLink.ToString());
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(host.Address, "/").ToString());
        await Assertions.Expect(page.Locator("#bots tr")).ToHaveCountAsync(9);
        await Assertions.Expect(page.Locator("#schedules tr")).ToHaveCountAsync(8);

        (await page.Locator("#bots tr").Nth(3).InnerTextAsync()).Should().StartWith("database");
        (await page.Locator("#health").InnerTextAsync()).Should().Be("Health: healthy");
        page.Url.Should().NotContain("code");
        problems.Should().BeEmpty();
    }

    [Fact]
    public async Task LoginLink_UsedTwice_SaysSo()
    {
        var chromium = Requirement.Program("chromium", "chromium");
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright, chromium);
        var first = await browser.NewContextAsync();
        var second = await browser.NewContextAsync();
        var page = await first.NewPageAsync();
        await page.GotoAsync(host.LoginLink.ToString());
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(host.Address, "/").ToString());

        var late = await second.NewPageAsync();
        await late.GotoAsync(host.LoginLink.ToString());

        await Assertions.Expect(late.Locator("#message")).ToContainTextAsync("The code was used");
    }

    [Fact]
    public async Task Page_AfterAWorkflow_ShowsItsGraph()
    {
        var chromium = Requirement.Program("chromium", "chromium");
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var client = host.CreateClient(host.Token);
        var run = await Answer.EndedAsync(client, await Answer.PostAsync(client, "/api/admin/bots/schedules/newsletter/run", ""));
        run.GetProperty("status").GetString().Should().Be("Succeeded", run.ToString());
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright, chromium);
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 360, Height = 800 } });

        await page.GotoAsync(host.LoginLink.ToString());

        await Assertions.Expect(page.Locator("#workflow figcaption")).ToContainTextAsync("Latest workflow run: newsletter, Succeeded");
        await Assertions.Expect(page.GetByAltText("Send the draft: Succeeded")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#workflow img")).Not.ToHaveJSPropertyAsync("naturalWidth", 0);
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).Should().BeTrue("the drawing scrolls, not the page");
    }

    internal static Task<IBrowser> LaunchAsync(IPlaywright playwright, string chromium)
        => playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        });
}
