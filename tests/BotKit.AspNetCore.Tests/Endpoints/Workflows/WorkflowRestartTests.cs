using BotKit.Workflows;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class WorkflowRestartTests
{
    private readonly FakeWorkflows _workflows = new();

    [Theory]
    [InlineData(null, "-")]
    [InlineData("{}", "-")]
    [InlineData("""{"fromState":"Send invoice"}""", "Send invoice")]
    public async Task Restart_QueuesANewRunAndIsWrittenDown(string? body, string state)
    {
        await using var host = await ApiHost.StartAsync(TestWorker.With(_workflows.Register));
        var (old, id) = (await RunAsync(host), Guid.CreateVersion7(host.Clock.GetUtcNow()));
        _workflows.Restart = WorkflowRestart.Queued(id, "Send invoice");

        using var answer = await host.Client.SendAsync(Answers.Post($"/workflows/{old}/restart", body));

        ((int)answer.StatusCode).Should().Be(202);
        var accepted = await answer.BodyAsync();
        accepted.GetProperty("executionId").GetGuid().Should().Be(id);
        accepted.GetProperty("replayOf").GetGuid().Should().Be(old);
        answer.Headers.Location!.ToString().Should().Be($"{ApiHost.Prefix}/runs/{id}");
        _workflows.Calls.Should().Equal($"restart {old} {state} - olga");
        (await host.Audit.ListAsync(null, null, 100, default)).Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Action = "workflow_restart", By = "olga", Bot = "echo", ExecutionId = old, Note = $"at Send invoice as {id}" });
    }

    [Theory]
    [InlineData(WorkflowAnswer.NotAWorkflow, 404, BotErrorCodes.NotAWorkflow)]
    [InlineData(WorkflowAnswer.NotEnded, 409, BotErrorCodes.RunNotEnded)]
    [InlineData(WorkflowAnswer.NotRestartable, 409, BotErrorCodes.NotReplayable)]
    [InlineData(WorkflowAnswer.UnknownRun, 404, BotErrorCodes.UnknownRun)]
    public async Task Refusal_IsAProblem(WorkflowAnswer said, int status, string code)
    {
        _workflows.Restart = WorkflowRestart.Refused(said);
        await using var host = await ApiHost.StartAsync(TestWorker.With(_workflows.Register));

        using var answer = await host.Client.SendAsync(Answers.Post($"/workflows/{await RunAsync(host)}/restart", null));

        await answer.ShouldBeProblemAsync(status, code);
        (await host.Audit.ListAsync(null, null, 100, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task UnknownState_IsAFieldThatIsNotValid()
    {
        _workflows.Restart = WorkflowRestart.Refused(WorkflowAnswer.UnknownState);
        await using var host = await ApiHost.StartAsync(TestWorker.With(_workflows.Register));

        using var answer = await host.Client.SendAsync(Answers.Post($"/workflows/{await RunAsync(host)}/restart", """{"fromState":"Nowhere"}"""));

        var body = await answer.ShouldBeProblemAsync(422, BotErrorCodes.InvalidInput);
        body.GetProperty("error").GetProperty("details")[0].Text("path").Should().Be("$.fromState");
    }

    [Theory]
    [InlineData("""{"fromState":""}""")]
    [InlineData("""{"fromState":"a\nb"}""")]
    [InlineData("""{"state":"Pay"}""")]
    public async Task BadBody_IsRefused(string body)
    {
        await using var host = await ApiHost.StartAsync(TestWorker.With(_workflows.Register));

        using var answer = await host.Client.SendAsync(Answers.Post($"/workflows/{await RunAsync(host)}/restart", body));

        await answer.ShouldBeProblemAsync(422, BotErrorCodes.InvalidInput);
        _workflows.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Key_IsTheCallersOwn()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.With(_workflows.Register));
        var old = await RunAsync(host);
        _workflows.Restart = WorkflowRestart.Queued(await RunAsync(host), "Pay");

        using var answer = await host.Client.SendAsync(Answers.Post($"/workflows/{old}/restart", null, ("Idempotency-Key", "again")));

        ((int)answer.StatusCode).Should().Be(202);
        _workflows.Calls.Should().ContainSingle().Which.Should().Match($"restart {old} - *again* olga").And.NotContain(" again ");
    }

    [Fact]
    public async Task HostWithoutAQueue_Is501()
    {
        await using var host = await ApiHost.StartAsync(new() { Services = _workflows.Register });

        using var answer = await host.Client.SendAsync(Answers.Post($"/workflows/{Guid.CreateVersion7()}/restart", null));

        await answer.ShouldBeProblemAsync(501, BotErrorCodes.NoQueueWorker);
    }

    [Fact]
    public async Task UnknownOutcome_IsWrittenDown()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.With(_workflows.Register));
        var (old, id) = (await RunAsync(host), Guid.CreateVersion7());
        _workflows.Failure = new BotRejectedException("echo", new BotError(BotErrorCodes.OutcomeUnknown, "?", BotSeverity.Standard, default), null)
        {
            IsOutcomeUnknown = true,
            ExecutionId = id,
        };

        using var answer = await host.Client.SendAsync(Answers.Post($"/workflows/{old}/restart", null));

        await answer.ShouldBeProblemAsync(503, BotErrorCodes.OutcomeUnknown);
        (await host.Audit.ListAsync(null, null, 100, default)).Single().Note.Should().EndWith($"as {id}.");
    }

    private static async Task<Guid> RunAsync(ApiHost host)
    {
        using var answer = await host.Client.RunAsync("echo", """{"text":"x"}""", headers: ("Prefer", "respond-async"));
        return (await answer.BodyAsync()).GetProperty("executionId").GetGuid();
    }
}
