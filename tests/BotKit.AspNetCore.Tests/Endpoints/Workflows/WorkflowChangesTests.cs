using BotKit.Ledger;
using BotKit.Workflows;

namespace BotKit.AspNetCore.Tests.Endpoints;

/// <summary>Signals, pauses and resumes.</summary>
public sealed class WorkflowChangesTests
{
    private readonly FakeWorkflows _workflows = new();

    [Theory]
    [InlineData("signal", """{"name":"approved","payload":{"by":"ada","n":1.50}}""", "signal {0} approved {\"by\":\"ada\",\"n\":1.50} olga", "Signaled", "approved")]
    [InlineData("signal", """{"name":"approved"}""", "signal {0} approved  olga", "Signaled", "approved")]
    [InlineData("signal", """{"name":"a.B_c-1","payload":null}""", "signal {0} a.B_c-1  olga", "Signaled", "a.B_c-1")]
    [InlineData("pause", """{"reason":"audit"}""", "pause {0} audit olga", "Paused", "audit")]
    [InlineData("resume", null, "resume {0} olga", "Resumed", null)]
    public async Task Change_IsPassedOnAndWrittenDown(string door, string? body, string call, string change, string? note)
    {
        await using var host = await StartAsync();
        var id = await RunAsync(host);

        using var answer = await host.Client.SendAsync(Answers.Post($"/workflows/{id}/{door}", body));

        ((int)answer.StatusCode).Should().Be(202);
        (await answer.Content.ReadAsStringAsync()).Should().Be($$"""{"success":true,"executionId":"{{id}}","change":"{{change}}"}""");
        answer.Headers.Location!.ToString().Should().Be($"{ApiHost.Prefix}/runs/{id}");
        _workflows.Calls.Should().Equal(call.Replace("{0}", id.ToString(), StringComparison.Ordinal));
        (await AuditAsync(host)).Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Action = "workflow_" + door, By = "olga", Bot = "echo", ExecutionId = id, Note = note });
    }

    [Theory]
    [InlineData("signal", null, 415, BotErrorCodes.UnsupportedMediaType)]
    [InlineData("signal", "{", 400, BotErrorCodes.MalformedJson)]
    [InlineData("signal", """{"name":"a","name":"b"}""", 400, BotErrorCodes.MalformedJson)]
    [InlineData("signal", """{"name":"a","payload":{"x":1,"x":2}}""", 400, BotErrorCodes.MalformedJson)]
    [InlineData("signal", "{}", 422, BotErrorCodes.InvalidInput)]
    [InlineData("signal", """{"name":null}""", 422, BotErrorCodes.InvalidInput)]
    [InlineData("signal", """{"name":""}""", 422, BotErrorCodes.InvalidInput)]
    [InlineData("signal", """{"name":"../../pause"}""", 422, BotErrorCodes.InvalidInput)]
    [InlineData("signal", """{"name":"a","more":1}""", 422, BotErrorCodes.InvalidInput)]
    [InlineData("pause", """{"reason":" "}""", 422, BotErrorCodes.InvalidInput)]
    [InlineData("pause", """{"reason":"a\u0000b"}""", 422, BotErrorCodes.InvalidInput)]
    [InlineData("pause", """{"reason":"a","duration":"00:30:00"}""", 422, BotErrorCodes.InvalidInput)]
    public async Task BadBody_IsRefusedAndNothingIsDone(string door, string? body, int status, string code)
    {
        await using var host = await StartAsync();
        var id = await RunAsync(host);

        using var answer = await host.Client.SendAsync(Answers.Post($"/workflows/{id}/{door}", body));

        await answer.ShouldBeProblemAsync(status, code);
        _workflows.Calls.Should().BeEmpty();
        (await AuditAsync(host)).Should().BeEmpty();
    }

    [Fact]
    public async Task Signal_LargerThanABodyMayBe_Is413()
    {
        await using var host = await StartAsync();
        var id = await RunAsync(host);

        using var answer = await host.Client.SendAsync(
            Answers.Post($"/workflows/{id}/signal", $$"""{"name":"a","payload":"{{new string('x', 256 << 10)}}"}"""));

        await answer.ShouldBeProblemAsync(413, BotErrorCodes.PayloadTooLarge);
        _workflows.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Signal_WithADeepPayload_IsRefused()
    {
        await using var host = await StartAsync();
        var id = await RunAsync(host);

        using var answer = await host.Client.SendAsync(
            Answers.Post($"/workflows/{id}/signal", $$"""{"name":"a","payload":{{new string('[', 40)}}{{new string(']', 40)}}}"""));

        await answer.ShouldBeProblemAsync(400, BotErrorCodes.MalformedJson);
    }

    [Fact]
    public async Task Signal_WithAPayloadThatTheWorkflowRefuses_Is422()
    {
        _workflows.Failure = new ArgumentException("too long");
        await using var host = await StartAsync();

        using var answer = await host.Client.SendAsync(Answers.Post($"/workflows/{await RunAsync(host)}/signal", """{"name":"a","payload":1}"""));

        await answer.ShouldBeProblemAsync(422, BotErrorCodes.InvalidInput);
    }

    [Theory]
    [InlineData(WorkflowAnswer.UnknownRun, 404, BotErrorCodes.UnknownRun)]
    [InlineData(WorkflowAnswer.NotAWorkflow, 404, BotErrorCodes.NotAWorkflow)]
    [InlineData(WorkflowAnswer.Ended, 409, BotErrorCodes.RunEnded)]
    [InlineData(WorkflowAnswer.AlreadySignaled, 409, BotErrorCodes.SignalConflict)]
    [InlineData(WorkflowAnswer.TooManySignals, 409, BotErrorCodes.SignalLimit)]
    public async Task Refusal_IsAProblem(WorkflowAnswer said, int status, string code)
    {
        _workflows.Answer = said;
        await using var host = await StartAsync();
        var id = await RunAsync(host);

        using var answer = await host.Client.SendAsync(Answers.Post($"/workflows/{id}/signal", """{"name":"a"}"""));

        await answer.ShouldBeProblemAsync(status, code);
        (await AuditAsync(host)).Should().BeEmpty();
    }

    [Fact]
    public async Task Purged_Is410()
    {
        _workflows.Answer = WorkflowAnswer.UnknownRun;
        await using var host = await StartAsync();

        using var answer = await host.Client.SendAsync(
            Answers.Post($"/workflows/{Guid.CreateVersion7(host.Clock.GetUtcNow().AddDays(-365))}/resume", null));

        await answer.ShouldBeProblemAsync(410, BotErrorCodes.RunPurged);
    }

    [Theory]
    [InlineData(false, 503, BotErrorCodes.StoreUnavailable, null)]
    [InlineData(true, 503, BotErrorCodes.OutcomeUnknown, "approved. The store did not say whether it was done.")]
    public async Task BrokenStore_Is503AndADoubtIsWrittenDown(bool isUnknown, int status, string code, string? note)
    {
        _workflows.Failure = new BotStoreException("secret") { IsOutcomeUnknown = isUnknown };
        await using var host = await StartAsync();
        var id = await RunAsync(host);

        using var answer = await host.Client.SendAsync(Answers.Post($"/workflows/{id}/signal", """{"name":"approved"}"""));

        await answer.ShouldBeProblemAsync(status, code);
        (await AuditAsync(host)).Select(entry => entry.Note).Should().Equal(note is null ? [] : [note]);
    }

    [Theory]
    [InlineData("signal")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("restart")]
    public async Task Viewer_MayNotOperate(string door)
    {
        await using var host = await StartAsync();
        var id = await RunAsync(host);

        using var answer = await host.As(ApiHost.Viewer).SendAsync(Answers.Post($"/workflows/{id}/{door}", """{"name":"a"}"""));

        await answer.ShouldBeProblemAsync(403, BotErrorCodes.Forbidden);
        _workflows.Calls.Should().BeEmpty();
    }

    private Task<ApiHost> StartAsync() => ApiHost.StartAsync(TestWorker.With(_workflows.Register));

    private static async Task<Guid> RunAsync(ApiHost host)
    {
        using var answer = await host.Client.RunAsync("echo", """{"text":"x"}""", headers: ("Prefer", "respond-async"));
        return (await answer.BodyAsync()).GetProperty("executionId").GetGuid();
    }

    private static async Task<List<AuditEntry>> AuditAsync(ApiHost host) => [.. await host.Audit.ListAsync(null, null, 100, default)];
}
