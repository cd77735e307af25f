using BotKit.Handlers.Workflows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>Where HTTP tasks may not go, in every spelling.</summary>
public sealed class HttpTaskHostsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f000001:{0}/")]
    [InlineData("http://0177.0.0.1:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://[::ffff:7f00:1]:{0}/")]
    [InlineData("http://[64:ff9b::7f00:1]:{0}/")]
    [InlineData("http://[2002:7f00:1::]:{0}/")]
    [InlineData("http://\u2460\u2461\u2466.0.0.1:{0}/")]
    [InlineData("http://0.0.0.0:{0}/")]
    [InlineData("http://[::]:{0}/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://[fd00::1]/")]
    [InlineData("http://[fe80::1]/")]
    public async Task PrivateAddress_OfAnAllowedHost_IsNotConnectedTo(string url)
    {
        await using var service = await WebService.StartAsync("1");
        url = string.Format(System.Globalization.CultureInfo.InvariantCulture, url, service.Port);
        await using var host = new TaskHost(options => options.AllowedHosts.Add("http://" + new Uri(url).Authority));

        var failure = await host.FailAsync("http", $$"""{"ApiEndpoint":"{{url}}"}""");

        failure.ErrorName.Should().Be("Http.NotAllowed", failure.ToString());
        service.Calls.Should().BeEmpty();
        host.Logs.Text.Should().Contain("5321 Warning");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("https://example.com/")]
    [InlineData("https://notexample.com/")]
    [InlineData("https://api.example.com.evil.example/")]
    [InlineData("https://api.example.com./")]
    [InlineData("https://api.example.com:8443/")]
    [InlineData("http://api.example.com/")]
    [InlineData("http://api.example.com:443/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://xn--pi-7ia.example.com.evil.example/")]
    public async Task HostThatIsNotAllowed_IsNotLookedUp(string url)
    {
        await using var host = new TaskHost(options =>
        {
            options.AllowedHosts.Add("api.example.com");
            options.AllowedHosts.Add("*.shop.example.com");
        });

        var failure = await host.FailAsync("http", $$"""{"ApiEndpoint":"{{url}}"}""");

        failure.ErrorName.Should().Be("Http.NotAllowed");
        host.Check("http", $$"""{"ApiEndpoint":"{{url}}"}""").Should().ContainSingle().Which.Should().Contain("is not allowed");
    }

    [Theory]
    [InlineData("https://user:pass@api.example.com/")]
    [InlineData("https://api.example.com@evil.example/")]
    [InlineData("https://api.example.com/#x")]
    [InlineData("ftp://api.example.com/")]
    [InlineData("gopher://api.example.com/")]
    [InlineData("//api.example.com/")]
    [InlineData("https:///api.example.com/ x")]
    [InlineData("https://api.example.com/\\u0000")]
    [InlineData("javascript:alert(1)")]
    public async Task AddressThatIsNone_IsRefused(string url)
    {
        await using var host = new TaskHost(options => options.AllowedHosts.Add("api.example.com"));

        (await host.FailAsync("http", $$"""{"ApiEndpoint":"{{url}}"}""")).ErrorName.Should().Be("Http.InvalidRequest");
    }

    [Fact]
    public async Task NothingIsAllowedAtFirst()
    {
        await using var service = await WebService.StartAsync("1");
        await using var host = new TaskHost();

        (await host.FailAsync("http", $$"""{"ApiEndpoint":"{{service.Url()}}"}""")).ErrorName.Should().Be("Http.NotAllowed");
        (await host.FailAsync("http", """{"ApiEndpoint":"https://example.com/"}""")).ErrorName.Should().Be("Http.NotAllowed");
    }

    [Theory]
    [InlineData("api.example.com", "https://API.example.com/x?y")]
    [InlineData("api.example.com", "https://api.example.com:443/")]
    [InlineData("https://api.example.com:8443", "https://api.example.com:8443/")]
    [InlineData("*.example.com", "https://a.b.example.com/")]
    [InlineData("http://crm.example.com", "http://crm.example.com/")]
    [InlineData("http://crm.example.com", "https://crm.example.com/")]
    [InlineData("b\u00fccher.example", "https://xn--bcher-kva.example/")]
    [InlineData("[2001:4860:4860::8888]", "https://[2001:4860:4860::8888]/")]
    public void Entry_AllowsItsOwn(string entry, string url)
    {
        AllowedHost.TryParse(entry, out var host).Should().BeTrue();

        host!.Allows(new Uri(url)).Should().BeTrue();
    }

    [Theory]
    [InlineData("*")]
    [InlineData("*.com")]
    [InlineData("*.*.example.com")]
    [InlineData("a.*.example.com")]
    [InlineData("example.com/path")]
    [InlineData("user@example.com")]
    [InlineData("ftp://example.com")]
    [InlineData("")]
    [InlineData("exa mple.com")]
    [InlineData("*.127.0.0.1")]
    public void Entry_ThatIsNoHost_IsRefused(string entry) => AllowedHost.TryParse(entry, out _).Should().BeFalse();

    [Fact]
    public void Configuration_ListsAllMistakesAndNoSecret()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Http:AllowedHosts:0"] = "*",
            ["Http:AllowedNetworks:0"] = "10.0.0.0/99",
            ["Http:Timeout"] = "00:00:01",
            ["Http:ConnectTimeout"] = "00:00:05",
            ["Http:MaxResponseBytes"] = "0",
            ["Http:Proxy"] = "x",
            ["Http:Secrets:crm:Value"] = "hidden\nvalue",
            ["Http:Secrets:a b:Value"] = "x",
            ["Http:Secrets:crm:Hosts:0"] = "a/b",
        }).Build().GetSection("Http");
        using var provider = new ServiceCollection().AddBotKit(bots => bots.AddWorkflowHttpTasks(section)).BuildServiceProvider();

        var read = () => provider.GetRequiredService<IOptions<WorkflowHttpOptions>>().Value;

        var failures = read.Should().Throw<OptionsValidationException>().Which.Failures.ToList();
        failures.Should().HaveCount(8);
        string.Join(' ', failures).Should().ContainAll("'*'", "10.0.0.0/99", "Proxy", "ConnectTimeout", "MaxResponseBytes", "'a b'", "'a/b'").And.NotContain("hidden");
    }

    [Fact]
    public void Configuration_IsRead()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Http:AllowedHosts:0"] = "api.example.com",
            ["Http:Timeout"] = "00:01:00",
            ["Http:IdempotencyHeader"] = "X-Once",
            ["Http:Secrets:crm:Value"] = "secret",
            ["Http:Secrets:crm:Hosts:0"] = "api.example.com",
        }).Build().GetSection("Http");
        using var provider = new ServiceCollection().AddBotKit(bots => bots.AddWorkflowHttpTasks(section)).BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<WorkflowHttpOptions>>().Value;

        options.Should().BeEquivalentTo(new { Timeout = TimeSpan.FromMinutes(1), IdempotencyHeader = "X-Once" });
        options.Secrets["crm"].Hosts.Should().Equal("api.example.com");
    }

    [Theory]
    [InlineData(null, "needs Parameters")]
    [InlineData("{}", "ApiEndpoint is missing")]
    [InlineData("""{"ApiEndpoint.$":"$.url","Url":"x"}""", "no parameter 'Url'")]
    [InlineData("""{"ApiEndpoint.$":"$.url","Method":"TRACE"}""", "Method must be one of")]
    [InlineData("""{"ApiEndpoint.$":"$.url","Headers.$":"$.headers"}""", "Headers must be written out")]
    [InlineData("""{"ApiEndpoint.$":"$.url","Headers":{"Authorization.$":"$.token"} }""", "must name a secret")]
    [InlineData("""{"ApiEndpoint.$":"$.url","Headers":{"X-A":{"Secret":"nobody"} } }""", "no secret 'nobody'")]
    [InlineData("""{"ApiEndpoint.$":"$.url","Headers":{"X-A":{"Secret.$":"$.name"} } }""", "written out")]
    [InlineData("""{"ApiEndpoint.$":"$.url","Headers":{"Host":"x"} }""", "cannot be set")]
    public async Task Definition_IsCheckedBeforeItRuns(string? parameters, string mistake)
    {
        await using var host = new TaskHost();

        host.Check("http", parameters).Should().ContainSingle().Which.Should().Contain(mistake);
    }

    [Fact]
    public async Task Definition_ThatIsGood_HasNoMistakes()
    {
        await using var host = new TaskHost(options =>
        {
            options.AllowedHosts.Add("api.example.com");
            options.Secrets["crm"] = new WorkflowSecretOptions { Value = "secret" };
        });

        host.Check("http", """
            {"ApiEndpoint":"https://api.example.com/orders","Method":"POST","Headers":{"Authorization":{"Secret":"crm","Prefix":"Bearer "},"X-A.$":"$.a"},
             "QueryParameters.$":"$.q","RequestBody.$":"$.order"}
            """).Should().BeEmpty();
        host.Check("http", """{"ApiEndpoint":"https://api.example.com/orders"}""", target: "api").Should().ContainSingle();
    }
}
