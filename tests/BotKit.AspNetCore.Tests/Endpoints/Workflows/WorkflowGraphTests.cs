using System.Net;
using BotKit.Ledger;
using BotKit.Workflows;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class WorkflowGraphTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeWorkflows _workflows = new();

    [Fact]
    public async Task Graph_ShowsStatesAndWays()
    {
        await using var host = await StartAsync();
        var id = Guid.CreateVersion7(host.Clock.GetUtcNow());
        _workflows.Graph = GraphOf(id);

        using var answer = await host.Client.ReadAsync($"/workflows/{id}/graph");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.Vary.Should().Equal("Accept");
        (await answer.Content.ReadAsStringAsync()).Should().Be(
            $$"""{"success":true,"executionId":"{{id}}","bot":"workflow","workflow":"order","version":"3","status":null,"pause":{"reason":"audit","by":"ann","since":"2026-01-05T12:00:00+00:00"},"steps":2,"startedAt":"2026-01-05T12:00:00+00:00","startAt":"Pay","nodes":[{"name":"Pay","type":"Task","state":"Succeeded","branch":0,"resource":"bot:pay","isEnd":false,"entries":1,"retries":2,"timeSpent":1250.5,"enteredAt":"2026-01-05T12:00:00+00:00","input":"{\u0022a\u0022:1}","output":"1"},{"name":"Ask","type":"Wait","state":"Waiting","branch":0,"isEnd":true,"entries":1,"retries":0,"timeSpent":0,"signal":"approved"}],"edges":[{"from":"Pay","to":"Ask","kind":"Next","taken":1}]}""");
    }

    [Theory]
    [InlineData("image/svg+xml")]
    [InlineData("image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8")]
    [InlineData("image/*")]
    [InlineData("application/json;q=0.5, IMAGE/SVG+XML;q=0.9")]
    public async Task Graph_ForWhoPrefersADrawing_IsOne(string accept)
    {
        await using var host = await StartAsync();
        var id = Guid.CreateVersion7(host.Clock.GetUtcNow());
        _workflows.Graph = GraphOf(id);

        using var answer = await GetAsync(host, id, accept);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().Should().Be("image/svg+xml; charset=utf-8");
        (await answer.Content.ReadAsStringAsync()).Should().StartWith("<svg ");
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("sandbox; default-src 'none'");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.GetValues("Cross-Origin-Resource-Policy").Should().Equal("same-origin");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Headers.Vary.Should().Equal("Accept");
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData("application/json, image/svg+xml")]
    [InlineData("image/svg+xml;q=0, */*")]
    [InlineData("text/html")]
    [InlineData("not a type")]
    public async Task Graph_ForEverybodyElse_IsJson(string accept)
    {
        await using var host = await StartAsync();
        var id = Guid.CreateVersion7(host.Clock.GetUtcNow());
        _workflows.Graph = GraphOf(id);

        using var answer = await GetAsync(host, id, accept);

        answer.Content.Headers.ContentType!.ToString().Should().Be("application/json; charset=utf-8");
    }

    [Fact]
    public async Task Head_OfADrawing_TellsItsLength()
    {
        await using var host = await StartAsync(kestrel: true);
        var id = Guid.CreateVersion7(host.Clock.GetUtcNow());
        _workflows.Graph = GraphOf(id);
        using var request = new HttpRequestMessage(HttpMethod.Head, $"{ApiHost.Prefix}/workflows/{id}/graph");
        request.Headers.TryAddWithoutValidation("Accept", "image/svg+xml");

        using var answer = await host.Client.SendAsync(request);

        answer.Content.Headers.ContentLength.Should().Be(_workflows.RenderSvg(_workflows.Graph).Length);
    }

    [Fact]
    public async Task Graph_OfWhatIsNone_SaysWhy()
    {
        await using var host = await StartAsync();
        var now = host.Clock.GetUtcNow();
        using var run = await host.Client.RunAsync("echo", """{"text":"x"}""", headers: ("Idempotency-Key", "k"));
        var echo = (await run.BodyAsync()).GetProperty("executionId").GetGuid();

        using var other = await host.Client.ReadAsync($"/workflows/{echo}/graph");
        using var unknown = await host.Client.ReadAsync($"/workflows/{Guid.CreateVersion7(now)}/graph");
        using var malformed = await host.Client.ReadAsync("/workflows/x/graph");
        using var old = await host.Client.ReadAsync($"/workflows/{Guid.CreateVersion7(now.AddDays(-365))}/graph");
        await host.Manager.EraseAsync(echo, "ann");
        using var erased = await host.Client.ReadAsync($"/workflows/{echo}/graph");

        (await other.ShouldBeProblemAsync(404, BotErrorCodes.NotAWorkflow)).Text("bot").Should().Be("echo");
        await unknown.ShouldBeProblemAsync(404, BotErrorCodes.UnknownRun);
        await malformed.ShouldBeProblemAsync(404, BotErrorCodes.UnknownRun);
        await old.ShouldBeProblemAsync(410, BotErrorCodes.RunPurged);
        await erased.ShouldBeProblemAsync(410, BotErrorCodes.RunPurged);
    }

    [Fact]
    public async Task Graph_WhenTheStoreIsDown_Is503()
    {
        await using var host = await StartAsync();
        _workflows.Failure = new BotStoreException("secret") { RetryAfter = TimeSpan.FromSeconds(5) };

        using var answer = await host.Client.ReadAsync($"/workflows/{Guid.CreateVersion7()}/graph");

        var body = await answer.ShouldBeProblemAsync(503, BotErrorCodes.StoreUnavailable);
        answer.RetryAfter().Should().NotBeNull();
        body.ToString().Should().NotContain("secret");
    }

    [Theory]
    [InlineData("GET", "graph")]
    [InlineData("POST", "signal")]
    [InlineData("POST", "pause")]
    [InlineData("POST", "resume")]
    [InlineData("POST", "restart")]
    public async Task HostWithoutWorkflows_Is501(string method, string door)
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{ApiHost.Prefix}/workflows/{Guid.CreateVersion7(host.Clock.GetUtcNow())}/{door}");

        using var answer = await host.Client.SendAsync(request);

        await answer.ShouldBeProblemAsync(501, BotErrorCodes.NoWorkflows);
    }

    private Task<ApiHost> StartAsync(bool kestrel = false) => ApiHost.StartAsync(new() { Services = _workflows.Register, Kestrel = kestrel });

    private static Task<HttpResponseMessage> GetAsync(ApiHost host, Guid id, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{ApiHost.Prefix}/workflows/{id}/graph");
        request.Headers.TryAddWithoutValidation("Accept", accept).Should().BeTrue();
        return host.Client.SendAsync(request);
    }

    private static WorkflowGraph GraphOf(Guid id) => new()
    {
        ExecutionId = id,
        Bot = "workflow",
        Workflow = "order",
        Version = "3",
        Pause = new BotPause("audit", "ann", Noon, null),
        Steps = 2,
        StartedAt = Noon,
        StartAt = "Pay",
        Nodes =
        [
            new("Pay", "Task", WorkflowNodeState.Succeeded)
            {
                Resource = "bot:pay",
                Entries = 1,
                Retries = 2,
                TimeSpent = TimeSpan.FromMilliseconds(1_250.5),
                EnteredAt = Noon,
                Input = """{"a":1}""",
                Output = "1",
            },
            new("Ask", "Wait", WorkflowNodeState.Waiting) { Entries = 1, IsEnd = true, Signal = "approved" },
        ],
        Edges = [new("Pay", "Ask", WorkflowEdgeKind.Next) { Taken = 1 }],
    };
}
